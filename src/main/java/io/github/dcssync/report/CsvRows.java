package io.github.dcssync.report;

import com.fasterxml.jackson.core.StreamWriteFeature;
import com.fasterxml.jackson.databind.SequenceWriter;
import com.fasterxml.jackson.databind.SerializationFeature;
import com.fasterxml.jackson.dataformat.csv.CsvGenerator;
import com.fasterxml.jackson.dataformat.csv.CsvMapper;
import com.fasterxml.jackson.dataformat.csv.CsvSchema;
import java.io.IOException;
import java.io.OutputStream;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** A report as comma-separated values, RFC 4180 with a header line. */
final class CsvRows implements RowWriter {

    private static final CsvMapper MAPPER = CsvMapper.builder()
            .disable(StreamWriteFeature.AUTO_CLOSE_TARGET)
            .enable(StreamWriteFeature.WRITE_BIGDECIMAL_AS_PLAIN)
            .enable(CsvGenerator.Feature.STRICT_CHECK_FOR_QUOTING)
            .disable(SerializationFeature.FLUSH_AFTER_WRITE_VALUE)
            .build();

    private final List<ViewColumn> columns;
    private final CsvGenerator generator;
    private final SequenceWriter csv;

    CsvRows(List<ViewColumn> columns, OutputStream out) throws IOException {
        this.columns = columns;
        CsvSchema.Builder schema = CsvSchema.builder().setUseHeader(false).setLineSeparator("\r\n");
        columns.forEach(column -> schema.addColumn(column.name()));
        generator = MAPPER.getFactory().createGenerator(out);
        csv = MAPPER.writer(schema.build()).writeValues(generator);
        csv.write(columns.stream().map(ViewColumn::name).toArray());
    }

    @Override
    public void write(@Nullable Object[] values) throws IOException {
        @Nullable
        Object[] cells = values.clone();
        boolean hasLineFeed = false;
        for (int i = 0; i < cells.length; i++) {
            if (cells[i] instanceof String text && columns.get(i).type() == ViewColumnType.TEXT) {
                cells[i] = FormulaGuard.guarded(text);
            }
            hasLineFeed |= cells[i] instanceof String text && text.indexOf('\n') >= 0;
            // The generator leaves a null of an array out, and all that follows would move to the left.
            cells[i] = cells[i] == null ? "" : cells[i];
        }
        // Its strict check takes a line feed alone for no end of a line.
        generator.configure(CsvGenerator.Feature.STRICT_CHECK_FOR_QUOTING, !hasLineFeed);
        csv.write(cells);
    }

    @Override
    public void close() throws IOException {
        csv.close();
        generator.close();
    }
}
