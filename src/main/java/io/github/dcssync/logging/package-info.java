/** Text and JSON lines on standard error, without secrets. Does not know what is logged. */
package io.github.dcssync.logging;
