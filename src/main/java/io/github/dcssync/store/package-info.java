/**
 * How the records of a page get into their tables: compared, written, and noted when they are gone. Knows rows and SQL, not
 * where the page came from nor what its failures mean.
 */
@NullMarked
package io.github.dcssync.store;

import org.jspecify.annotations.NullMarked;
