package io.github.dcssync.report;

import java.io.Closeable;
import java.io.IOException;
import org.jspecify.annotations.Nullable;

/** Takes a report row by row; closing it ends the document and leaves the stream open. */
interface RowWriter extends Closeable {

    /** @param values by column, in the report's order; null for a missing one */
    void write(@Nullable Object[] values) throws IOException;
}
