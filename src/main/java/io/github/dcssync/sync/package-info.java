/** One sync: which instances, which lists, where a list goes on, when it is complete and how surely. */
package io.github.dcssync.sync;
