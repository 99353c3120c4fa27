/**
 * The requests that all processes together may send to a source: a line in the database. Does not know how a process
 * spends what it was granted.
 */
@NullMarked
package io.github.dcssync.budget;

import org.jspecify.annotations.NullMarked;
