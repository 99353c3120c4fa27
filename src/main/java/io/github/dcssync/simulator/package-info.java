/**
 * The service as the documents have it, on loopback, with faults on demand: strict where they are. Knows nothing of the
 * program, which could be any client.
 */
@NullMarked
package io.github.dcssync.simulator;

import org.jspecify.annotations.NullMarked;
