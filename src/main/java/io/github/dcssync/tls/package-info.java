/**
 * Whom the program trusts over TLS and what it shows of itself: certificates and keys as files have them. Does not know whom
 * it is connected with, nor which settings name the files.
 */
@NullMarked
package io.github.dcssync.tls;

import org.jspecify.annotations.NullMarked;
