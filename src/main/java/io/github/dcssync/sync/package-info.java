/**
 * One sync: which instances, which lists, what is done about a fault, and what it came to. Leaves how lists are paged to
 * {@code paging} and how rows are written to {@code store}.
 */
package io.github.dcssync.sync;
