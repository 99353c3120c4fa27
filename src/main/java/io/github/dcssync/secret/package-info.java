/**
 * Knows every secret of the process, in all its spellings, and takes them out of texts. Does not know where they came from
 * or who shows the texts.
 */
@NullMarked
package io.github.dcssync.secret;

import org.jspecify.annotations.NullMarked;
