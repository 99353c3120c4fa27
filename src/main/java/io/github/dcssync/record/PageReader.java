package io.github.dcssync.record;

import com.fasterxml.jackson.core.ErrorReportConfiguration;
import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonLocation;
import com.fasterxml.jackson.core.JsonParseException;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import com.fasterxml.jackson.core.StreamReadConstraints;
import com.fasterxml.jackson.core.StreamReadFeature;
import com.fasterxml.jackson.core.json.JsonReadFeature;
import com.fasterxml.jackson.databind.DeserializationContext;
import com.fasterxml.jackson.databind.JsonMappingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.deser.std.StdDeserializer;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.module.SimpleModule;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Reads one answer of a list as a stream: the array's elements become {@link Row}s or {@link Rejected}, everything
 * else but the count is passed over. Bytes in UTF-8 go in, so that a rejected element keeps its text as received. An
 * answer that is no such object is a {@link com.fasterxml.jackson.core.JsonProcessingException}, a
 * {@link NoListException} where it says something else, or a {@link java.io.CharConversionException} when its first
 * bytes are in no encoding of JSON; never another one. A record that is no JSON costs itself alone ({@link Mending}).
 */
public final class PageReader extends StdDeserializer<Page> {

    private static final long serialVersionUID = 1L;

    /** No documented answer is deeper than five, and a level costs a hundred bytes; {@link ExtraJson} bounds the stack. */
    private static final int DEEPEST_NESTING = 10_000;

    /** Ten times what the largest page has; an element may be two bytes long and take a hundred times as many. */
    static final int MOST_ELEMENTS = 10_000;

    private final ListKind kind;
    private final transient RowReader rows;

    private PageReader(ListKind kind) {
        super(Page.class);
        this.kind = kind;
        this.rows = new RowReader(kind);
    }

    /** @return a mapper that reads {@link Page}s of this kind, for camel-jackson */
    public static ObjectMapper mapper(ListKind kind) {
        JsonFactory factory = JsonFactory.builder()
                // Long numbers and names are no reason to lose a page: those who read them bound them.
                .streamReadConstraints(StreamReadConstraints.builder().maxNestingDepth(DEEPEST_NESTING)
                        .maxNumberLength(Integer.MAX_VALUE).maxNameLength(Integer.MAX_VALUE).build())
                // The reader needs the bytes; error messages, which are logged, must not quote them.
                .enable(StreamReadFeature.INCLUDE_SOURCE_IN_LOCATION)
                // What is no JSON and yet can be understood costs nothing.
                .enable(JsonReadFeature.ALLOW_UNESCAPED_CONTROL_CHARS)
                .enable(JsonReadFeature.ALLOW_NON_NUMERIC_NUMBERS)
                .errorReportConfiguration(ErrorReportConfiguration.builder().maxRawContentLength(0).build())
                .build();
        return JsonMapper.builder(factory)
                .addModule(new SimpleModule().addDeserializer(Page.class, new PageReader(kind)))
                .build();
    }

    @Override
    public Page deserialize(JsonParser json, DeserializationContext context) throws IOException {
        requireBytes(json, context);
        byte[] answer = (byte[]) json.currentLocation().contentReference().getRawContent();
        Mending mending = new Mending(answer, kind, json.getCodec().getFactory());
        Page page = attempt(json, context, mending);
        while (page == null) {
            try (JsonParser mended = json.getCodec().getFactory().createParser(mending.answer())) {
                mended.nextToken();
                page = attempt(mended, context, mending);
            }
        }
        return page.readFrom(answer);
    }

    /** @return the page, or null when the answer is to be read again as it is mended now */
    private @Nullable Page attempt(JsonParser json, DeserializationContext context, Mending mending)
            throws IOException {
        try {
            return read(json, context, mending);
        } catch (JsonParseException e) {
            if (mending.isWorthAnotherReading()) {
                return null;
            }
            throw e;
        }
    }

    private Page read(JsonParser json, DeserializationContext context, Mending mending) throws IOException {
        if (!json.isExpectedStartObjectToken()) {
            return (Page) context.handleUnexpectedToken(Page.class, json);
        }
        List<Element> elements = new ArrayList<>();
        Surroundings surroundings = new Surroundings(kind);
        boolean hasArray = false;
        while (json.nextToken() == JsonToken.FIELD_NAME) {
            String name = json.currentName();
            json.nextToken();
            if (name.equals(kind.array())) {
                hasArray |= readArray(json, context, elements, mending);
            } else {
                surroundings.read(json, name);
            }
        }
        if (json.nextToken() != null) {
            throw new JsonParseException(json, "There is more after the end of the answer's object");
        }
        return page(elements, hasArray, surroundings);
    }

    private Page page(List<Element> elements, boolean hasArray, Surroundings surroundings) throws NoListException {
        if (!hasArray) {
            surroundings.requireNone();
        } else if (elements.isEmpty()) {
            surroundings.requireNoError();
        }
        // The records are there; that these are all is not to be believed beside an error.
        Long total = surroundings.sayError() ? null : surroundings.total();
        return new Page(kind, elements, total, !hasArray && surroundings.areBlank(), 0);
    }

    /** The word {@code null} is no empty list: nothing tells that the service had looked. */
    @Override
    public Page getNullValue(DeserializationContext context) throws JsonMappingException {
        return context.reportInputMismatch(this, "The answer is null instead of an object");
    }

    private void requireBytes(JsonParser json, DeserializationContext context) throws JsonMappingException {
        JsonLocation here = json.currentTokenLocation();
        if (here.getByteOffset() < 0 || !(here.contentReference().getRawContent() instanceof byte[])) {
            context.reportInputMismatch(this, "The answer is not in UTF-8");
        }
    }

    /** Reads the value in the array's place, and says whether it is one. */
    private boolean readArray(JsonParser json, DeserializationContext context, List<Element> elements,
            Mending mending) throws IOException {
        if (!json.isExpectedStartArrayToken()) {
            if (!isAbsent(json)) {
                context.reportInputMismatch(this, "The answer's %s is no array", kind.array());
            }
            return false;
        }
        mending.beginList(json.currentLocation().getByteOffset());
        while (json.nextToken() != JsonToken.END_ARRAY) {
            if (elements.size() == MOST_ELEMENTS) {
                context.reportInputMismatch(this, "The answer's %s has more than %d elements", kind.array(),
                        MOST_ELEMENTS);
            }
            Rejected spoilt = mending.rejected(json.currentTokenLocation().getByteOffset());
            elements.add(spoilt == null ? rows.read(json, mending.isRepaired()) : spoilt);
        }
        return true;
    }

    /** Null, "" and {@code {}} stand for what is not there, as in the fields of a record. */
    private static boolean isAbsent(JsonParser json) throws IOException {
        return switch (json.currentToken()) {
            case VALUE_NULL -> true;
            case VALUE_STRING -> json.getText().isEmpty();
            case START_OBJECT -> json.nextToken() == JsonToken.END_OBJECT;
            default -> false;
        };
    }
}
