package io.github.dcssync.record;

import static org.assertj.core.api.Assertions.assertThat;

import ch.qos.logback.classic.Level;
import ch.qos.logback.classic.Logger;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.EnumMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.apache.camel.CamelContext;
import org.apache.camel.component.jackson.JacksonDataFormat;
import org.apache.camel.impl.DefaultCamelContext;
import org.apache.camel.support.DefaultExchange;
import org.slf4j.LoggerFactory;

/** Reads answers as the routes do. */
final class Answers {

    private static final CamelContext CAMEL;
    private static final Map<ListKind, JacksonDataFormat> FORMATS = new EnumMap<>(ListKind.class);
    private static final Map<ListKind, RecordKeyReader> KEYS = new EnumMap<>(ListKind.class);

    static {
        ((Logger) LoggerFactory.getLogger("org.apache.camel")).setLevel(Level.INFO);
        CAMEL = new DefaultCamelContext();
        for (ListKind kind : ListKind.values()) {
            JacksonDataFormat format = new JacksonDataFormat(PageReader.mapper(kind), Page.class);
            format.setCamelContext(CAMEL);
            format.start();
            FORMATS.put(kind, format);
            KEYS.put(kind, new RecordKeyReader(kind, format.getObjectMapper()));
        }
    }

    private Answers() {
    }

    /** Throws whatever the data format throws. Where the keys can be read before the rest, all has to be the same. */
    static Page read(ListKind kind, byte[] answer) throws Exception {
        Page keys = KEYS.get(kind).read(answer);
        Page whole;
        try {
            whole = (Page) FORMATS.get(kind).unmarshal(new DefaultExchange(CAMEL), (Object) answer);
        } catch (Exception e) {
            assertThat(keys).as("the keys of what is refused").isNull();
            throw e;
        }
        if (keys != null) {
            assertThat(List.of(keys.keys(), Optional.ofNullable(keys.total()), keys.isBlank(), keys.checksum()))
                    .isEqualTo(List.of(whole.keys(), Optional.ofNullable(whole.total()), whole.isBlank(),
                            whole.checksum()));
            assertThat(values(keys)).isEqualTo(values(whole));
        }
        return whole;
    }

    private static List<List<String>> values(Page page) {
        return page.rows().stream().map(row -> Arrays.asList(row.values())).toList();
    }

    static Page read(ListKind kind, String answer) throws Exception {
        return read(kind, answer.getBytes(StandardCharsets.UTF_8));
    }

    /** An answer that the service's documents, or users of it, have published. */
    static byte[] published(String name) {
        try (InputStream file = Answers.class.getResourceAsStream("/answers/" + name + ".json")) {
            return file.readAllBytes();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** The one element of a list with this record in it. */
    static Element element(ListKind kind, String record) throws Exception {
        return read(kind, "{\"" + kind.array() + "\":[" + record + "]}").elements().get(0);
    }

    /** A backup with an id and these further fields, as a row. */
    static Row backup(String fields) throws Exception {
        return row(ListKind.BACKUP, fields);
    }

    static Row row(ListKind kind, String fields) throws Exception {
        return (Row) element(kind, "{\"" + kind.key() + "\":\"1\"," + fields + "}");
    }

    /** The columns that are not NULL, by name. */
    static Map<String, String> columns(ListKind kind, Row row) {
        Map<String, String> columns = new LinkedHashMap<>();
        for (int i = 0; i < row.values().length; i++) {
            if (row.values()[i] != null) {
                columns.put(kind.columns().get(i).name(), row.values()[i]);
            }
        }
        return columns;
    }
}
