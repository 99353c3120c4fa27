/** The lease of a source in the database: who may sync it, among all processes. Does not know what is done under a lease. */
@NullMarked
package io.github.dcssync.lease;

import org.jspecify.annotations.NullMarked;
