/** Putting what was rejected through the transformation again. Does not ask the service for anything. */
@NullMarked
package io.github.dcssync.replay;

import org.jspecify.annotations.NullMarked;
