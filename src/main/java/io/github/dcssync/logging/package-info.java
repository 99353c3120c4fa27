/** Text and JSON lines on standard error, without secrets. Does not know what is logged. */
@NullMarked
package io.github.dcssync.logging;

import org.jspecify.annotations.NullMarked;
