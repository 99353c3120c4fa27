/**
 * The operator's tables in YAML: entries with the line they stand on, and what is wrong with them. Does not know what the
 * tables are about.
 */
@NullMarked
package io.github.dcssync.table;

import org.jspecify.annotations.NullMarked;
