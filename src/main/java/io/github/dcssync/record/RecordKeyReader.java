package io.github.dcssync.record;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.ObjectReader;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Reads of an answer which records it lists, and what they say when that is asked for: of an answer that turns out to be
 * known, never. It takes answers in which nothing is odd; others are the {@link PageReader}'s.
 */
public final class RecordKeyReader {

    /** What this long element says is too long for no column, whatever has to be escaped of it. */
    private static final int LONGEST_ELEMENT = RowReader.LONGEST_EXTRA / 6;

    private final ListKind kind;
    private final RowReader rows;
    private final JsonFactory json;
    private final Whole whole;

    /** Reads all of an answer. */
    interface Whole {
        Page read(byte[] answer) throws IOException;
    }

    /** @param mapper reads pages of this kind */
    public RecordKeyReader(ListKind kind, ObjectMapper mapper) {
        this(kind, mapper, wholeOf(mapper.readerFor(Page.class)));
    }

    RecordKeyReader(ListKind kind, ObjectMapper mapper, Whole whole) {
        this.kind = kind;
        this.rows = new RowReader(kind);
        this.json = mapper.getFactory();
        this.whole = whole;
    }

    private static Whole wholeOf(ObjectReader reader) {
        return reader::readValue;
    }

    /** @return the page, or null for an answer that the {@link PageReader} has to make something of */
    public @Nullable Page read(byte[] answer) {
        try (JsonParser parser = json.createParser(answer)) {
            boolean isObject = parser.nextToken() == JsonToken.START_OBJECT
                    && parser.currentTokenLocation().getByteOffset() >= 0;
            Page page = isObject ? page(parser, new UnreadAnswer(answer, whole)) : null;
            return page == null ? null : page.readFrom(answer);
        } catch (IOException e) {
            // Whoever reads it whole says what is wrong with it, or mends it.
            return null;
        }
    }

    private @Nullable Page page(JsonParser parser, UnreadAnswer answer) throws IOException {
        Surroundings surroundings = new Surroundings(kind);
        List<Element> elements = null;
        while (parser.nextToken() == JsonToken.FIELD_NAME) {
            String name = parser.currentName();
            parser.nextToken();
            if (!name.equals(kind.array())) {
                surroundings.read(parser, name);
            } else if (elements != null) {
                return null;
            } else {
                elements = elements(parser, answer);
            }
        }
        if (elements == null || elements.isEmpty() || surroundings.sayError() || parser.nextToken() != null) {
            return null;
        }
        return new Page(kind, elements, surroundings.total(), false, 0);
    }

    /** @return the array's records; none where one of them, or what stands in the array's place, is odd */
    private List<Element> elements(JsonParser parser, UnreadAnswer answer) throws IOException {
        List<Element> elements = new ArrayList<>();
        if (parser.currentToken() != JsonToken.START_ARRAY) {
            parser.skipChildren();
            return elements;
        }
        boolean isPlain = true;
        while (parser.nextToken() != JsonToken.END_ARRAY) {
            String key = isPlain && elements.size() < PageReader.MOST_ELEMENTS ? key(parser) : null;
            if (key == null) {
                isPlain = false;
                parser.skipChildren();
            } else {
                elements.add(answer.next(key));
            }
        }
        return isPlain ? elements : List.of();
    }

    /** @return the key of the element that the parser stands at; null for what is no record, or an odd one */
    private @Nullable String key(JsonParser parser) throws IOException {
        if (parser.currentToken() != JsonToken.START_OBJECT) {
            return null;
        }
        long start = parser.currentTokenLocation().getByteOffset();
        String key = null;
        while (parser.nextToken() == JsonToken.FIELD_NAME) {
            boolean isKey = parser.currentName().equals(kind.key());
            JsonToken value = parser.nextToken();
            if (isKey) {
                key = value == JsonToken.VALUE_STRING ? parser.getText() : "";
            }
            parser.skipChildren();
        }
        boolean isShort = parser.currentLocation().getByteOffset() - start <= LONGEST_ELEMENT;
        return key != null && isShort && rows.fault(key) == null ? key : null;
    }
}
