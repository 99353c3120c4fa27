/** Putting what was rejected through the transformation again. */
package io.github.dcssync.replay;
