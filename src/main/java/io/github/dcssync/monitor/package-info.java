/**
 * What no single page shows: recovery points that are too old, sources that are overdue, gaps in a history. Raises and
 * resolves alerts, and does not know how they are told.
 */
@NullMarked
package io.github.dcssync.monitor;

import org.jspecify.annotations.NullMarked;
