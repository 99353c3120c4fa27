/**
 * Which projects of an account are sources, and what each is called for good: what IAM lists, what is
 * remembered of it, and which sources a process syncs now. Does not know how a source is synced.
 */
@NullMarked
package io.github.dcssync.account;

import org.jspecify.annotations.NullMarked;
