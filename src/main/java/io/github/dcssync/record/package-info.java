/**
 * The lists of the DCS API: how they are asked for, which fields their records have, how the service's JSON becomes rows, and
 * what cannot become one. Knows no Camel and no SQL, and sends nothing.
 */
@NullMarked
package io.github.dcssync.record;

import org.jspecify.annotations.NullMarked;
