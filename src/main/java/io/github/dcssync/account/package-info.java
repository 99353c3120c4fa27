/**
 * Which projects of an account are sources, and what each is called for good: what IAM lists, and what is
 * remembered of it. Does not know how a source is synced.
 */
@NullMarked
package io.github.dcssync.account;

import org.jspecify.annotations.NullMarked;
