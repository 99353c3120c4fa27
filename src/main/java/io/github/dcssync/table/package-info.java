/**
 * The operator's tables in YAML: entries with the line they stand on, and what is wrong with them. Does not know what the
 * tables are about.
 */
package io.github.dcssync.table;
