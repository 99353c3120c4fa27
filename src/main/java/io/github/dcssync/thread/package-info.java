/** How threads beside the work are named and end with the process. Knows nothing of the program. */
package io.github.dcssync.thread;
