/**
 * Where a list is read next, when it is complete and how surely, under every reading of the documents. Knows no Camel, no
 * SQL, no HTTP and no other package of the program: numbers and keys go in, positions and proofs come out.
 */
@NullMarked
package io.github.dcssync.paging;

import org.jspecify.annotations.NullMarked;
