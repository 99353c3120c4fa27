/** Putting what was rejected through the transformation again. Does not ask the service for anything. */
package io.github.dcssync.replay;
