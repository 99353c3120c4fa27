package io.github.dcssync.record;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.json.JsonMapper;
import java.math.BigDecimal;
import java.nio.charset.StandardCharsets;

/** Asserts that every database could store a page: types, lengths, characters. */
final class StorableAssert {

    private static final JsonMapper JSON = JsonMapper.builder().build();

    private StorableAssert() {
    }

    static void requireStorable(Page page) throws JsonProcessingException {
        for (Element element : page.elements()) {
            requireText(element.key());
            assertThat(element.key()).isNotBlank().hasSizeLessThanOrEqualTo(255);
            if (element instanceof Rejected rejected) {
                requireText(rejected.payload());
                requireText(rejected.reason());
            } else {
                requireStorable(page.kind(), (Row) element);
            }
        }
    }

    private static void requireStorable(ListKind kind, Row row) throws JsonProcessingException {
        assertThat(row.values()).hasSize(kind.columns().size());
        assertThat(row.key()).isEqualTo(row.key().strip());
        for (int i = 0; i < row.values().length; i++) {
            String value = row.values()[i];
            if (value != null) {
                requireText(value);
                requireType(kind.columns().get(i), value);
            }
        }
    }

    private static void requireType(ListKind.Column column, String value) throws JsonProcessingException {
        if (column.name().equals("extra")) {
            assertThat(JSON.readTree(value).isObject()).isTrue();
            assertThat(value).hasSizeLessThanOrEqualTo(1_000_000);
            return;
        }
        switch (column.type()) {
            case ID -> assertThat(value).hasSizeBetween(1, 255);
            case TEXT, LOWER_CASE, CODE -> assertThat(value).hasSizeBetween(1, 250_000);
            case PERCENT -> requireDecimal(value, "1000", 2);
            case GIGABYTES -> requireDecimal(value, "10000000", 3);
            case LONG -> assertThat(Long.toString(Long.parseLong(value))).isEqualTo(value);
            case BOOLEAN -> assertThat(value).isIn("true", "false");
            case INSTANT -> assertThat(value).matches("\\d{4}-\\d\\d-\\d\\dT\\d\\d:\\d\\d:\\d\\d\\.\\d{6}Z");
        }
    }

    private static void requireDecimal(String value, String bound, int scale) {
        BigDecimal number = new BigDecimal(value);
        assertThat(number.toPlainString()).isEqualTo(value);
        assertThat(number.scale()).isEqualTo(scale);
        assertThat(number.abs()).isLessThan(new BigDecimal(bound));
    }

    /** PostgreSQL takes neither U+0000 nor half a surrogate pair. */
    private static void requireText(String text) {
        assertThat(text).doesNotContain("\u0000");
        assertThat(StandardCharsets.UTF_8.newEncoder().canEncode(text)).as(text).isTrue();
    }
}
