/**
 * The records of the DCS API: which fields they have, how the service's JSON becomes rows, and what cannot become one. Knows
 * no Camel, no SQL and no request.
 */
@NullMarked
package io.github.dcssync.record;

import org.jspecify.annotations.NullMarked;
