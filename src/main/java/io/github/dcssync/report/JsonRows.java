package io.github.dcssync.report;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonFactoryBuilder;
import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.core.StreamWriteFeature;
import com.fasterxml.jackson.databind.SerializationFeature;
import com.fasterxml.jackson.databind.json.JsonMapper;
import java.io.IOException;
import java.io.OutputStream;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** A report as a JSON array of objects, a row a line. */
final class JsonRows implements RowWriter {

    private static final JsonFactory FACTORY = JsonMapper.builder(new JsonFactoryBuilder()
            .characterEscapes(new PlainEscapes())
            .disable(StreamWriteFeature.AUTO_CLOSE_TARGET)
            .enable(StreamWriteFeature.WRITE_BIGDECIMAL_AS_PLAIN).build())
            .disable(SerializationFeature.FLUSH_AFTER_WRITE_VALUE).build().getFactory();

    private final List<ViewColumn> columns;
    private final JsonGenerator json;

    JsonRows(List<ViewColumn> columns, OutputStream out) throws IOException {
        this.columns = columns;
        json = FACTORY.createGenerator(out);
        json.writeStartArray();
    }

    @Override
    public void write(@Nullable Object[] values) throws IOException {
        json.writeRaw('\n');
        json.writeStartObject();
        for (int i = 0; i < values.length; i++) {
            json.writePOJOField(columns.get(i).name(), values[i]);
        }
        json.writeEndObject();
    }

    @Override
    public void close() throws IOException {
        json.writeEndArray();
        json.writeRaw('\n');
        json.close();
    }
}
