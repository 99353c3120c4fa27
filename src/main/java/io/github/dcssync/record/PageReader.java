package io.github.dcssync.record;

import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import com.fasterxml.jackson.core.StreamReadConstraints;
import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.databind.DeserializationContext;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.deser.std.StdDeserializer;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.module.SimpleModule;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;

/**
 * Reads one answer of a list as a stream: the array's elements become {@link Row}s or {@link Rejected}, everything
 * else but the count is passed over. Bytes go in, so that a rejected element keeps its text as received.
 */
public final class PageReader extends StdDeserializer<Page> {

    private static final long serialVersionUID = 1L;

    /** No documented answer is deeper than five; this leaves room and keeps a hostile one from filling the stack. */
    private static final int DEEPEST_NESTING = 64;

    private final RecordKind kind;
    private final transient RowReader rows;

    private PageReader(RecordKind kind) {
        super(Page.class);
        this.kind = kind;
        this.rows = new RowReader(kind);
    }

    /** @return a mapper that reads {@link Page}s of this kind, for camel-jackson */
    public static ObjectMapper mapper(RecordKind kind) {
        JsonFactory factory = JsonFactory.builder()
                .streamReadConstraints(StreamReadConstraints.builder().maxNestingDepth(DEEPEST_NESTING).build())
                .build();
        return JsonMapper.builder(factory)
                .addModule(new SimpleModule().addDeserializer(Page.class, new PageReader(kind)))
                .build();
    }

    @Override
    public Page deserialize(JsonParser json, DeserializationContext context) throws IOException {
        if (!json.isExpectedStartObjectToken()) {
            return (Page) context.handleUnexpectedToken(Page.class, json);
        }
        List<Element> elements = new ArrayList<>();
        Long total = null;
        while (json.nextToken() == JsonToken.FIELD_NAME) {
            String name = json.currentName();
            json.nextToken();
            if (name.equals(kind.array()) && json.isExpectedStartArrayToken()) {
                while (json.nextToken() != JsonToken.END_ARRAY) {
                    elements.add(rows.read(json));
                }
            } else if (name.equals(kind.total()) && json.currentToken().isScalarValue()) {
                total = count(json.getText());
            } else {
                json.skipChildren();
            }
        }
        if (json.nextToken() != null) {
            context.reportInputMismatch(this, "There is more after the end of the answer's object");
        }
        return new Page(kind, elements, total);
    }

    private static Long count(String text) {
        String number = text == null ? null : ColumnType.LONG.canonical(text);
        return number == null || number.startsWith("-") ? null : Long.valueOf(number);
    }
}
