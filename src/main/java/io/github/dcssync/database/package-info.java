/**
 * The reporting database itself: pool, transactions, migrations, and what its failures mean. Does not know what is written
 * into its tables by whom.
 */
@NullMarked
package io.github.dcssync.database;

import org.jspecify.annotations.NullMarked;
