/**
 * What the demo shows: two simulated projects and what happened to them over the last sixty days. Does not know how that is
 * read, stored or shown.
 */
@NullMarked
package io.github.dcssync.demo;

import org.jspecify.annotations.NullMarked;
