package io.github.dcssync.record;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.json.JsonReadFeature;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.ByteArrayOutputStream;
import java.io.CharConversionException;
import java.math.BigDecimal;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.TreeMap;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Assume;
import net.jqwik.api.Combinators;
import net.jqwik.api.EdgeCasesMode;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.Tuple;

/** Whatever the service may answer: a page of storable rows and rejected elements, or the one declared exception. */
// The combinations of nested edge cases take longer than a thousand tries; what matters of them is among the samples.
class PageReaderPropertyTest {

    private static final JsonMapper JSON = JsonMapper.builder().build();
    private static final List<String> PUBLISHED = List.of("v1.0-backups-otc", "v2-backups-otc", "backup-auto",
            "v1.0-restores-otc", "v2-restores", "v1.0-instances-otc", "v2-instances-otc");
    /** Made once: to make it for every value takes most of the time. */
    private static final Arbitrary<JsonNode> SCALARS = scalars();

    @Property(seed = "1")
    void survivesAnyBytes(@ForAll byte[] answer, @ForAll ListKind kind) throws Exception {
        readOrRefuse(kind, answer);
    }

    @Property(seed = "1")
    void survivesAnyBytesInARecordsPlace(@ForAll byte[] answer, @ForAll ListKind kind) throws Exception {
        byte[] before = ("{\"" + kind.array() + "\":[{\"" + kind.key() + "\":\"a\",\"status\":").getBytes(
                StandardCharsets.UTF_8);
        readOrRefuse(kind, concat(before, answer, "}]}".getBytes(StandardCharsets.UTF_8)));
    }

    @Property(seed = "1", tries = 5_000)
    void survivesPublishedAnswersThatWereDamaged(@ForAll("published") byte[] answer, @ForAll ListKind kind,
            @ForAll("damages") List<Damage> damages) throws Exception {
        byte[] damaged = answer;
        for (Damage damage : damages) {
            damaged = damage.done(damaged);
        }
        readOrRefuse(kind, damaged);
    }

    @Property(seed = "1", tries = 500, edgeCases = EdgeCasesMode.NONE)
    void makesARowOrARejectionOfEveryElement(@ForAll("elements") List<JsonNode> elements, @ForAll ListKind kind)
            throws Exception {
        ObjectNode answer = JSON.createObjectNode();
        ArrayNode array = answer.putArray(kind.array());
        elements.forEach(array::add);
        array.forEach(element -> rename(element, kind));

        Page page = Answers.read(kind, JSON.writeValueAsString(answer));

        assertThat(page.elements()).hasSize(elements.size());
        for (int i = 0; i < elements.size(); i++) {
            JsonNode key = array.get(i).get(kind.key());
            if (page.elements().get(i) instanceof Rejected rejected) {
                assertThat(rejected.payload()).isEqualTo(JSON.writeValueAsString(array.get(i)));
            } else {
                assertThat(page.elements().get(i).key()).isEqualTo(key.asText());
            }
        }
        StorableAssert.requireStorable(page);
    }

    @Property(seed = "1", edgeCases = EdgeCasesMode.NONE)
    void readsTheSameRowWhateverTheOrderOfItsFields(@ForAll("record") Map<String, JsonNode> fields,
            @ForAll Random random) throws Exception {
        fields.put("backup_id", JSON.getNodeFactory().textNode("a"));
        List<String> names = new ArrayList<>(fields.keySet());
        Collections.shuffle(names, random);
        ObjectNode shuffled = JSON.createObjectNode();
        names.forEach(name -> shuffled.set(name, fields.get(name)));

        Row one = (Row) Answers.element(ListKind.BACKUP, JSON.writeValueAsString(fields));
        Row other = (Row) Answers.element(ListKind.BACKUP, shuffled.toString());

        assertThat(other.values()).containsExactly(one.values());
    }

    @Property(seed = "1", edgeCases = EdgeCasesMode.NONE)
    void keepsEveryUnknownField(@ForAll("record") Map<String, JsonNode> fields) throws Exception {
        fields.keySet().removeIf(name -> ListKind.BACKUP.position(name) != null || name.equals("instance_id"));
        fields.put("backup_id", JSON.getNodeFactory().textNode("a"));

        Row row = (Row) Answers.element(ListKind.BACKUP, JSON.writeValueAsString(fields));

        fields.remove("backup_id");
        fields.values().removeIf(value -> value.isNull() || value.isObject() && value.isEmpty()
                || value.isTextual() && value.textValue().isEmpty());
        String extra = row.value(ListKind.BACKUP, "extra");
        assertThat(extra == null ? JSON.createObjectNode() : JSON.readTree(extra))
                .isEqualTo(JSON.readTree(JSON.writeValueAsString(fields)));
    }

    @Property(seed = "1", tries = 3_000, edgeCases = EdgeCasesMode.NONE)
    void losesNoGoodRecordBesideTextsWithBareQuotes(@ForAll("texts") List<String> texts, @ForAll Random random)
            throws Exception {
        List<String> good = new ArrayList<>();
        List<String> list = new ArrayList<>();
        for (int i = 0; i < 7; i++) {
            ObjectNode one = JSON.createObjectNode().put("remark", String.join("", texts)).put("size", i);
            good.add("good" + i);
            list.add((random.nextBoolean() ? one.put("backup_id", "good" + i) : JSON.createObjectNode()
                    .put("backup_id", "good" + i).setAll(one)).toString());
        }
        for (String text : texts) {
            String key = "\"backup_id\":\"spoilt\"";
            String bare = "\"remark\":\"" + text + "\"";
            String spoilt = random.nextBoolean() ? "{" + key + "," + bare + "}" : "{" + bare + "," + key + "}";
            Assume.that(!isJson(spoilt));
            list.add(random.nextInt(list.size() + 1), spoilt);
        }
        String answer = "{\"backup_record_response\":[" + String.join(",", list) + "],\"total_num\":8}";

        Page page = Answers.read(ListKind.BACKUP, answer);

        assertThat(page.rows()).extracting(Row::key).filteredOn(key -> !key.equals("spoilt")).isEqualTo(good);
        assertThat(page.rows()).filteredOn(row -> !row.key().equals("spoilt"))
                .extracting(row -> row.value(ListKind.BACKUP, "size_bytes"))
                .containsExactly("0", "1", "2", "3", "4", "5", "6");
        assertThat(page.rejected()).extracting(Rejected::payload).noneMatch(payload -> payload.contains("good"));
        // An object's end in a text, and another value or an object with a name behind it, look like further elements.
        if (texts.stream().noneMatch(text -> text.matches("(?s).*},\\s*([^{\\s].*|\\{.*\":.*)?"))) {
            assertThat(page.rejected()).as(answer).extracting(Rejected::payload)
                    .isEqualTo(list.stream().filter(one -> !isJson(one)).toList());
        }
        assertThat(page.total()).isEqualTo(8);
    }

    @Provide
    Arbitrary<List<String>> texts() {
        Arbitrary<String> pieces = Arbitraries.frequencyOf(Tuple.of(3, Arbitraries.of("\"", "\"", "\\", " ", "a", "7")),
                Tuple.of(1, Arbitraries.of("\"},{\"", "\",\"", "\":\"", "\"}", "\"]", "{\"", "[", "]", "{", "}", ",",
                        ":", "\u00e4\u00df", "\ud83d\ude00", "\\\"", "\\u12", "\"}],\"x", "\"}]}", "\n", "null")));
        return pieces.list().ofMinSize(1).ofMaxSize(8).map(list -> String.join("", list)).list().ofMinSize(1)
                .ofMaxSize(2);
    }

    private static boolean isJson(String text) {
        try {
            return JSON.reader().with(DeserializationFeature.FAIL_ON_TRAILING_TOKENS)
                    .with(JsonReadFeature.ALLOW_UNESCAPED_CONTROL_CHARS.mappedFeature()).readTree(text).isObject();
        } catch (JsonProcessingException e) {
            return false;
        }
    }

    private static void readOrRefuse(ListKind kind, byte[] answer) throws Exception {
        Page page;
        try {
            page = Answers.read(kind, answer);
        } catch (JsonProcessingException | CharConversionException e) {
            assertThat(e.getMessage()).isNotBlank();
            return;
        }
        StorableAssert.requireStorable(page);
    }

    /**
     * A damage to an answer.
     *
     * @param place from 0, the beginning, to 1, the end
     * @param cut   how many bytes go
     * @param put   what comes in their place
     */
    record Damage(double place, int cut, byte[] put) {

        byte[] done(byte[] answer) {
            int from = (int) (place * answer.length);
            int to = Math.min(answer.length, from + cut);
            return concat(Arrays.copyOf(answer, from), put,
                    Arrays.copyOfRange(answer, to, answer.length));
        }
    }

    @Provide
    Arbitrary<byte[]> published() {
        return Arbitraries.of(PUBLISHED).map(Answers::published);
    }

    @Provide
    Arbitrary<List<Damage>> damages() {
        Arbitrary<byte[]> tokens = Arbitraries.of("{", "}", "[", "]", ",", ":", "\"", "null", "-", "1e999999999", "{}",
                "\\u0000", "\\ud800", "\u0000", "\ud83d\ude00", " ", "\\", "//", "true", "\"\":",
                "99999999999999999999",
                "\"2019-02-30T00:00:00.000Z\"").map(text -> text.getBytes(StandardCharsets.UTF_8));
        // Half a surrogate pair in UTF-8, which no encoder writes and some decoders take.
        Arbitrary<byte[]> halves = Arbitraries.just(new byte[] {(byte) 0xed, (byte) 0xa0, (byte) 0x80});
        Arbitrary<byte[]> any = Arbitraries.bytes().array(byte[].class).ofMaxSize(4);
        return Combinators.combine(Arbitraries.doubles().between(0, 1), Arbitraries.integers().between(0, 30),
                Arbitraries.frequencyOf(Tuple.of(6, tokens), Tuple.of(1, halves), Tuple.of(3, any)))
                .as(Damage::new).list().ofMinSize(1).ofMaxSize(4);
    }

    @Provide
    Arbitrary<List<JsonNode>> elements() {
        Arbitrary<JsonNode> records = record().map(fields -> JSON.createObjectNode().setAll(fields));
        return Arbitraries.frequencyOf(Tuple.of(5, records), Tuple.of(1, json())).list().ofMaxSize(6);
    }

    @Provide
    Arbitrary<Map<String, JsonNode>> record() {
        List<String> names = List.of("backup_id", "backup_name", "backup_format", "status", "progress", "size",
                "created_at", "is_support_restore", "restore_id", "sourceInstanceId", "instance_id", "capacity",
                "capacity_minor", "name", "extra", "source", "x", "\u00e4", "\u0000", "");
        return Arbitraries.maps(Arbitraries.of(names), json()).ofMaxSize(12).map(TreeMap::new);
    }

    private static Arbitrary<JsonNode> json() {
        return Arbitraries.lazyOf(() -> SCALARS, () -> SCALARS, () -> SCALARS,
                () -> json().list().ofMaxSize(3).map(list -> JSON.createArrayNode().addAll(list)),
                () -> Arbitraries.maps(Arbitraries.of("a", "b", "\ud83d\ude00"), json()).ofMaxSize(3)
                        .map(fields -> JSON.createObjectNode().setAll(fields)));
    }

    private static Arbitrary<JsonNode> scalars() {
        Arbitrary<String> texts = Arbitraries.oneOf(Arbitraries.strings().ofMaxLength(12)
                .filter(text -> StandardCharsets.UTF_8.newEncoder().canEncode(text)),
                Arbitraries.of("", " ", "100.00", "55", "TRUE", "false", "2019-05-10T08:31:16.166Z", "20190510083116",
                        "a", "k".repeat(255), "k".repeat(256), "\u0000", "\ufeff", "1e999999999", " a", "a "));
        Arbitrary<Object> numbers = Arbitraries.oneOf(Arbitraries.longs().map(Object.class::cast),
                Arbitraries.bigDecimals().ofScale(5).map(Object.class::cast),
                Arbitraries.of(BigDecimal.valueOf(1, -999_999_999), BigDecimal.valueOf(1, 999_999_999)));
        Arbitrary<Object> all = Arbitraries.oneOf(texts.map(Object.class::cast), numbers,
                Arbitraries.of(true, false), Arbitraries.just(Map.of()));
        return all.injectNull(0.1).map(JSON::valueToTree);
    }

    private static void rename(JsonNode element, ListKind kind) {
        if (element instanceof ObjectNode fields && fields.has("backup_id")) {
            fields.set(kind.key(), fields.remove("backup_id"));
        }
    }

    private static byte[] concat(byte[]... parts) {
        ByteArrayOutputStream all = new ByteArrayOutputStream();
        for (byte[] part : parts) {
            all.writeBytes(part);
        }
        return all.toByteArray();
    }
}
