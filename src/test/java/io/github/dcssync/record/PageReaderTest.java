package io.github.dcssync.record;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.core.JsonProcessingException;
import java.io.IOException;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.assertj.core.api.AbstractThrowableAssert;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class PageReaderTest {

    private static final String TWO = "{\"backup_record_response\":[{\"backup_id\":\"a\"},{\"backup_id\":\"b\"}],"
            + "\"total_num\":2}";

    private static final String[] RECORDS = {
        "{\"status\":\"failed\",\"backup_id\":\"a\",\"size\":5,\"remark\":\"\"}",
        "{\"backup_id\":\"b\",\"nodes\":[{\"n\":[1]},{\"n\":2}],\"is_support_restore\":false}",
        "{\"status\":\"deleted\",\"remark\":\"x}],{\",\"backup_id\":\"c\",\"period\":\"daily\"}",
        "{\"backup_id\":\"d\",\"status\":\"succeed\",\"error_code\":null}"};

    @ParameterizedTest
    @ValueSource(strings = {"{}", "{\"backup_record_response\":null}", "{\"backup_record_response\":{}}",
        "{\"backup_record_response\":\"\"}", "{\"total_num\":null}", "{\"error_code\":null,\"error_msg\":\"\"}"})
    void listsNothingAndSaysSoWhereTheAnswerSaysNothing(String answer) throws Exception {
        Page page = Answers.read(ListKind.BACKUP, answer);
        assertThat(page.elements()).isEmpty();
        assertThat(page.isBlank()).isTrue();
    }

    @ParameterizedTest
    @ValueSource(strings = {"{\"backup_record_response\":[]}", "{\"backup_record_response\":[],\"total_num\":0}",
        "{\"total_num\":0}", "{\"total_num\":\"0\"}", "{\"total_num\":0,\"backup_record_response\":null}",
        "{\"backup_record_response\":[],\"error_code\":\"\"}", "{\"total_num\":0,\"request_id\":\"a\",\"links\":[]}",
        "{\"backup_record_response\":[],\"total_num\":0,\"code\":200,\"message\":\"Done.\"}",
        "{\"total_num\":0,\"error_code\":\"0\",\"error_msg\":\"OK\"}",
        "{\"backup_record_response\":[],\"total_num\":3}"})
    void listsNothingWhereTheAnswerSaysSo(String answer) throws Exception {
        Page page = Answers.read(ListKind.BACKUP, answer);

        assertThat(page.elements()).isEmpty();
        assertThat(page.isBlank()).isFalse();
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', value = {
        "{\"restore_record_response\":[{\"backup_id\":\"a\"}]} | it has no backup_record_response",
        "{\"backups\":[{\"backup_id\":\"a\"}],\"total_num\":0} | it has no backup_record_response",
        "{\"backups\":[],\"total_num\":3} | it has no backup_record_response",
        "{\"data\":{\"backup_record_response\":[]},\"total_num\":0} | it has no backup_record_response",
        "{\"backups\":[]} | it has no backup_record_response",
        "{\"total_num\":3} | it has no backup_record_response",
        "{\"total_num\":-1} | it has no backup_record_response",
        "{\"total_num\":3,\"backup_record_response\":null} | it has no backup_record_response",
        "{\"request_id\":\"a\"} | it has no backup_record_response",
        "{\"error_code\":\"DCS.5000\",\"error_msg\":\"No.\"} | it has no backup_record_response but an error, DCS.5000: No.",
        "{\"total_num\":0,\"error_code\":\"DCS.5000\"} | it has no backup_record_response but an error, DCS.5000",
        "{\"error_msg\":\"No.\",\"backup_record_response\":[]} | its backup_record_response is empty but an error, No.",
        "{\"backup_record_response\":[],\"total_num\":0,\"code\":\"DCS.5000\",\"message\":\"No.\"}"
                + "| its backup_record_response is empty but an error, DCS.5000: No.",
        "{\"message\":\"No.\",\"backup_record_response\":[]} | its backup_record_response is empty but an error, No.",
        "{\"code\":401,\"backup_record_response\":[]} | its backup_record_response is empty",
        "{\"backup_record_response\":null,\"total_num\":0,\"message\":\"No.\"}"
                + "| it has no backup_record_response but an error, No."})
    void refusesWhatSaysSomethingElseThanAList(String answer, String why) {
        refuses(answer).isInstanceOf(NoListException.class).hasMessage("the answer is no list: " + why);
    }

    @Test
    void keepsRecordsBesideWhatLooksLikeAnErrorAndBelievesNoCount() throws Exception {
        String answer =
                "{\"backup_record_response\":[{\"backup_id\":\"a\"}],\"total_num\":1,\"error_code\":\"DCS.0000\"}";
        Page page = Answers.read(ListKind.BACKUP, answer);
        assertThat(page.keys()).containsExactly("a");
        assertThat(page.total()).isNull();
    }

    @ParameterizedTest
    @ValueSource(strings = {"<html></html>", "\uFEFF<!DOCTYPE html><p>", " \n<?xml version='1.0'?>"})
    void tellsAWebPageFromOtherTextThatIsNoJson(String answer) {
        refuses(answer).satisfies(thrown -> assertThat(WebPageException.orSame((JsonProcessingException) thrown))
                .isInstanceOf(WebPageException.class).hasMessage("a web page answered: a proxy or login page?"));
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "oops", "{\"x\":<", "{}<html>"})
    void takesNoOtherTextForAWebPage(String answer) {
        refuses(answer).satisfies(thrown -> assertThat(WebPageException.orSame((JsonProcessingException) thrown))
                .isSameAs(thrown));
    }

    @ParameterizedTest
    @ValueSource(strings = {"5", "true", "\"abc\"", "{\"backup_id\":\"a\"}"})
    void refusesAnythingElseInTheArraysPlace(String instead) {
        refuses("{\"backup_record_response\":" + instead + ",\"total_num\":1}")
                .hasMessageContaining("backup_record_response is no array");
    }

    @ParameterizedTest
    @CsvSource(quoteCharacter = '`', nullValues = "-", value = {
        "7,7", "0,0", "\"7\",7", "\" 7 \",7", "7.0,7", "1e3,1000",
        "9223372036854775807,9223372036854775807", "-1,-", "\"-1\",-", "1.5,-", "\"seven\",-", "\"\",-", "null,-",
        "true,-", "{},-", "[7],-", "9223372036854775808,-", "1e999999999,-", "\"1e-999999999\",-"})
    void readsTheCountWhereItIsOne(String total, Long expected) throws Exception {
        String answer = "{\"total_num\":" + total + ",\"backup_record_response\":[{\"backup_id\":\"a\"}]}";

        Page page = Answers.read(ListKind.BACKUP, answer);

        assertThat(page.total()).isEqualTo(expected);
        assertThat(page.keys()).containsExactly("a");
    }

    @Test
    void countsInstancesByTheirOwnName() throws Exception {
        String answer = "{\"instance_num\":3,\"total_num\":9,\"instances\":[]}";
        assertThat(Answers.read(ListKind.INSTANCE, answer).total()).isEqualTo(3);
    }

    @Test
    void passesOverWhatStandsAroundTheArray() throws Exception {
        String answer = "{\"a\":[{\"backup_record_response\":[{\"backup_id\":\"x\"}],\"total_num\":8}],"
                + "\"b\":{\"c\":[]},"
                + TWO.substring(1, TWO.length() - 1) + ",\"d\":null} \n";

        Page page = Answers.read(ListKind.BACKUP, answer);

        assertThat(page.keys()).containsExactly("a", "b");
        assertThat(page.total()).isEqualTo(2);
    }

    @Test
    void keepsTheElementsOfAnArrayThatIsThereTwice() throws Exception {
        String answer = "{\"backup_record_response\":[{\"backup_id\":\"a\"}],"
                + "\"backup_record_response\":[{\"backup_id\":\"b\"},{\"backup_id\":\"a\"}]}";
        assertThat(Answers.read(ListKind.BACKUP, answer).keys()).containsExactly("a", "b", "a");
    }

    @Test
    void tellsKeysApartThatDifferInCaseOrInvisibleLetters() throws Exception {
        String answer = "{\"backup_record_response\":[{\"backup_id\":\"a\"},{\"backup_id\":\"A\"},"
                + "{\"backup_id\":\"\\uFEFFa\"},{\"backup_id\":\"\\u00e4\"},{\"backup_id\":\"a\\u0308\"}]}";
        assertThat(Answers.read(ListKind.BACKUP, answer).rows()).extracting(Row::key)
                .containsExactly("a", "A", "\uFEFFa", "\u00e4", "a\u0308");
    }

    @ParameterizedTest
    @ValueSource(strings = {"", " ", "null", "[]", "[{}]", "\"text\"", "5", "true", "{", "{\"total_num\"", "{} {}",
        "{}x", "{}]", "{} null", "<html></html>", "{\"backup_record_response\":[{\"backup_id\":\"a\"}",
        "{\"backup_record_response\":[{\"backup_id\":\"a\"},", "{\"backup_record_response\":[{\"backup_id\":\"a",
        "{\"backup_record_response\":[{}},", "{'total_num':1}", "{\"total_num\":NaN}", "{\"total_num\":01}"})
    void refusesWhatIsNoJsonObject(String answer) {
        refuses(answer);
    }

    @Test
    void refusesATruncatedAnswerWhereverItIsCut() {
        byte[] whole = TWO.getBytes(StandardCharsets.UTF_8);
        for (int length = 0; length < whole.length; length++) {
            refuses(Arrays.copyOf(whole, length));
        }
    }

    @ParameterizedTest
    @CsvSource(delimiter = ' ', value = {"[ ]", "{\"a\":[ ]}"})
    void refusesNestingDeepEnoughToFillTheStack(String open, String close) {
        String deep = open.repeat(100_000) + close.repeat(100_000);
        refuses(deep);
        refuses("{\"x\":" + deep + "}");
        refuses("{\"backup_record_response\":[" + deep + "]}");
        refuses("{\"backup_record_response\":[{\"backup_id\":\"a\",\"x\":" + deep + "}]}");
        refuses("{\"backup_record_response\":[{\"backup_id\":\"a\",\"status\":" + deep + "}]}");
        refuses("{\"backup_record_response\":[{\"backup_id\":" + deep + "}]}");
    }

    @Test
    void refusesMoreElementsThanAnyPageHas() throws Exception {
        String most = "{},".repeat(9_999) + "{}";
        assertThat(Answers.read(ListKind.BACKUP, "{\"" + ListKind.BACKUP.array() + "\":[" + most + "]}").elements())
                .hasSize(10_000);
        refuses("{\"" + ListKind.BACKUP.array() + "\":[" + most + ",{}]}")
                .hasMessageContaining("has more than 10000 elements");
    }

    @ParameterizedTest
    @CsvSource({"[, ]", "{\"a\":[, ]}"})
    void keepsAsTextWhatIsNestedDeeperThanAnyDocumentedAnswer(String open, String close) throws Exception {
        for (int depth : new int[] {61, 62, 63, 70, 4_000}) {
            String nested = open.repeat(depth) + close.repeat(depth);
            Page page = Answers.read(ListKind.BACKUP, "{\"backup_record_response\":[{\"backup_id\":\"a\",\"x\":"
                    + nested + ",\"status\":\"failed\"},{\"backup_id\":\"b\",\"status\":" + nested
                    + "},{\"backup_id\":" + nested + "},{\"backup_id\":\"d\"}],\"total_num\":4}");

            assertThat(page.keys()).as(depth + " deep").hasSize(4).startsWith("a", "b").endsWith("d");
            assertThat(page.rows()).extracting(Row::key).containsExactly("a", "b", "d");
            Row row = page.rows().get(0);
            assertThat(row.value(ListKind.BACKUP, "status")).isEqualTo("failed");
            assertThat(row.value(ListKind.BACKUP, "extra").replaceAll("[^\\[]", "")).hasSize(depth);
        }
    }

    @Test
    void keepsAFieldWhoseNameIsLongerThanAnyDocumentedOne() throws Exception {
        String name = "x".repeat(60_000);
        Page page = Answers.read(ListKind.BACKUP, "{\"backup_record_response\":[{\"backup_id\":\"a\",\"" + name
                + "\":1},{\"backup_id\":\"b\"}]}");

        assertThat(page.rows()).extracting(Row::key).containsExactly("a", "b");
        assertThat(page.rows().get(0).value(ListKind.BACKUP, "extra")).isEqualTo("{\"" + name + "\":1}");
    }

    @Test
    void readsNestingDeeperThanAnyDocumentedAnswer() throws Exception {
        String nested = "[".repeat(60) + "]".repeat(60);
        String answer = "{\"backup_record_response\":[{\"backup_id\":\"a\",\"x\":" + nested + "}]}";

        assertThat(Answers.read(ListKind.BACKUP, answer).rows().get(0).value(ListKind.BACKUP, "extra"))
                .isEqualTo("{\"x\":" + nested + "}");
    }

    @ParameterizedTest
    @ValueSource(strings = {"UTF-16LE", "UTF-16BE", "UTF-16", "UTF-32LE", "UTF-32BE"})
    void refusesOtherEncodings(String charset) {
        refuses(TWO.getBytes(Charset.forName(charset)));
    }

    @Test
    void replacesBytesThatAreNoText() throws Exception {
        Page page = readInLatin("{\"backup_record_response\":[{\"backup_id\":\"a\",\"remark\":\"caf\u00e9\"},"
                + "{\"backup_id\":\"b\",\"remark\":\"tea\"}],\"total_num\":2,\"x\":\"\u00e9\"}");

        assertThat(page.rows()).extracting(row -> row.value(ListKind.BACKUP, "remark"))
                .containsExactly("caf\uFFFD", "tea");
        assertThat(page.total()).isEqualTo(2);
    }

    @Test
    void rejectsARecordInWhoseKeyBytesWereReplaced() throws Exception {
        Page page = readInLatin("{\"backup_record_response\":[{\"backup_id\":\"\u00e9\"},{\"backup_id\":\"b\"}]}");

        assertThat(page.rejected()).extracting(Rejected::reason)
                .containsExactly("backup_id has bytes that are no UTF-8");
        assertThat(page.rows()).extracting(Row::key).containsExactly("b");
    }

    @Test
    void keepsAKeyThatWasSentWithTheCharacterOfReplacement() throws Exception {
        assertThat(Answers.read(ListKind.BACKUP, "{\"backup_record_response\":[{\"backup_id\":\"\uFFFD\"}]}").rows())
                .hasSize(1);
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '`', value = {"size|NaN", "progress|Infinity", "progress|-Infinity",
        "unheard_of|NaN", "unheard_of|[NaN]"})
    void keepsInExtraANumberThatIsNone(String field, String number) throws Exception {
        Row row = Answers.backup("\"" + field + "\":" + number);

        assertThat(Answers.columns(ListKind.BACKUP, row)).containsOnlyKeys("extra")
                .containsEntry("extra", "{\"" + field + "\":" + number.replaceAll("[-A-Za-z]+", "\"$0\"") + "}");
    }

    @Test
    void readsTextsWithControlCharactersThatAreNotEscaped() throws Exception {
        assertThat(Answers.columns(ListKind.BACKUP, Answers.backup("\"remark\":\"one\ntwo\u0001\"")))
                .containsEntry("remark", "one\ntwo\u0001");
    }

    @ParameterizedTest
    @ValueSource(strings = {"{\"backup_id\":\"x\",\"size\":01}", "{\"backup_id\":\"x\",\"size\":}",
        "{\"backup_id\":\"x\",\"a\":[{\"b\":tru}]}", "{\"backup_id\":\"x\",\"a\":\"\\q}]\"}", "{\"backup_id\":\"x\",}",
        "{\u0001\"backup_id\":\"x\"}", "{\"backup_id\":\"x\" \u0000}", "{\"backup_id\":\"x\",\"size\":1\uFFFD}",
        "{oops}"})
    void rejectsARecordThatIsNoJsonAndReadsTheOthers(String spoilt) throws Exception {
        String answer = "{\"total_num\":5,\"backup_record_response\":[{\"backup_id\":\"a\"}," + spoilt
                + ", {\"backup_id\":\"b\"}," + spoilt + ",{\"backup_id\":\"c\",\"remark\":\"}]\"}],\"x\":[1]}";

        Page page = Answers.read(ListKind.BACKUP, answer);

        assertThat(page.rows()).extracting(Row::key).containsExactly("a", "b", "c");
        assertThat(page.elements()).hasSize(5);
        assertThat(page.rejected()).hasSize(2).allSatisfy(rejected -> {
            assertThat(rejected.reason()).isEqualTo("the list element is no JSON");
            assertThat(rejected.payload()).isEqualTo(spoilt.replace('\0', '\uFFFD'));
        });
        assertThat(page.total()).isEqualTo(5);
    }

    @ParameterizedTest
    @ValueSource(strings = {
        "a \"b", "a \"b\" c", "\"a\"", "a\"", "\"", "\"\"", "a \", b", "a \",\" b", "a\", \"b\", c", "a\": \"b",
        "C:\\", "\\x", "a\\\" \"b\"", "\"},{\"", "a \"},{\" b", "a \"},{\"b", "a \"}, {\"b\"}, {",
        "a \"}] b", "a \"}],\" b", "{\"a\":\"b\"}", "[{\"a\":1},{\"b\":\"c\"}]", "\u00e4\"\u00df\"\ud83d\ude00",
        "a\"}", "a\"]", "\"{\"", "\":\"", "\", \"", "\"backup_id\" \"b\""})
    void rejectsARecordWithQuotesInATextAloneAndReadsTheOthers(String text) throws Exception {
        String first = "{\"remark\":\"" + text + "\",\"backup_id\":\"x\",\"nodes\":[{\"n\":[1,\"" + text + "\"]}]}";
        String last = "{\"backup_id\":\"y\",\"remark\":\"" + text + "\"}";
        String answer = "{\"backup_record_response\":[{\"backup_id\":\"a\",\"remark\":\"}]\"}, " + first
                + ",{\"backup_id\":\"b\",\"remark\":\"\\\"},{\\\"\"}," + last + "," + last
                + " , {\"backup_id\":\"c\"}," + first + "],\"total_num\":7}";

        Page page = Answers.read(ListKind.BACKUP, answer);

        assertThat(page.rows()).extracting(Row::key).containsExactly("a", "b", "c");
        assertThat(page.rows()).extracting(row -> row.value(ListKind.BACKUP, "remark"))
                .containsExactly("}]", "\"},{\"", null);
        assertThat(page.rejected()).extracting(Rejected::payload).containsExactly(first, last, last, first);
        assertThat(page.total()).isEqualTo(7);
    }

    @Test
    void readsTheRecordsBehindATextThatNoQuoteEnds() throws Exception {
        Page page = Answers.read(ListKind.BACKUP, "{\"backup_record_response\":[{\"backup_id\":\"a\"},"
                + "{\"backup_id\":\"x},{\"backup_id\":\"b\"},{\"backup_id\":\"c\"},{\"backup_id\":\"x}]}");

        assertThat(page.rows()).extracting(Row::key).containsExactly("a", "b", "c");
        assertThat(page.rejected()).extracting(Rejected::payload).containsExactly("{\"backup_id\":\"x}",
                "{\"backup_id\":\"x}");
    }

    @ParameterizedTest
    @ValueSource(strings = {"{\"backup_record_response\":[{\"a\":01]}", "{\"backup_record_response\":[{\"a\":01}",
        "{\"backup_record_response\":[{},01]}",
        "{\"backup_record_response\":[{}],oops}"})
    void refusesWhatCannotBeMended(String answer) {
        refuses(answer);
    }

    @Test
    void readsTheRecordBehindAnyNumberOfSpoiltOnes() throws Exception {
        String spoilt = "{\"backup_id\":\"x\",\"b\":\"" + "x".repeat(3000) + "\",\"a\":01},";
        Page page = Answers.read(ListKind.BACKUP, list(spoilt.repeat(999) + RECORDS[0]));

        assertThat(page.rows()).extracting(Row::key).containsExactly("a");
        assertThat(page.rejected()).isNotEmpty();
    }

    @ParameterizedTest
    @ValueSource(ints = {0, 1, 2, 3})
    void rejectsARecordWithAWrongByteAtItsBeginningOrEndAlone(int broken) throws Exception {
        String record = RECORDS[broken];
        for (char wrong : " :,;[]}{\"\\/Xx0-.\n\u0000\u0001\u00ff".toCharArray()) {
            if (wrong != '{') {
                rejectsAlone(broken, wrong + record.substring(1));
            }
            if (wrong != '}') {
                rejectsAlone(broken, record.substring(0, record.length() - 1) + wrong);
            }
        }
        rejectsAlone(broken, record.substring(1));
        rejectsAlone(broken, record.substring(0, record.length() - 1));
    }

    private static void rejectsAlone(int place, String spoilt) throws Exception {
        String[] records = RECORDS.clone();
        records[place] = spoilt;
        Page page = readInLatin(list(String.join(", ", records)));

        assertThat(page.rows()).as(spoilt).extracting(Row::key)
                .containsExactlyElementsOf(keysWithout(place));
        assertThat(page.rejected()).as(spoilt).hasSize(1);
    }

    @ParameterizedTest
    @ValueSource(strings = {"X", "{", "}", "]", "[", "\"", ":", "\\", "/* none */", "\u00ef\u00bb\u00bf", "-", "\u00ff",
        ",X,", "{,",
        "[,", "],", "\",", "oops, "})
    void readsTheRecordsAroundStrayBytesBehindAComma(String stray) throws Exception {
        for (int before = 0; before < RECORDS.length; before++) {
            String[] records = RECORDS.clone();
            records[before] = stray + records[before];
            Page page = readInLatin(list(String.join(", ", records)));

            assertThat(page.rows()).as(stray + before).extracting(Row::key).containsExactly("a", "b", "c", "d");
            assertThat(page.rejected()).as(stray + before).hasSize(1);
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"X", "{", "}", "]", "[", "\"", ":", "\\", "/* none */", "\u00ff"})
    void rejectsARecordWithTheStrayBytesThatFollowIt(String stray) throws Exception {
        for (int behind = 0; behind < RECORDS.length; behind++) {
            String[] records = RECORDS.clone();
            records[behind] += stray;
            Page page = readInLatin(list(String.join(", ", records)));

            assertThat(page.rows()).as(stray + behind).extracting(Row::key).containsExactlyElementsOf(
                    keysWithout(behind));
            assertThat(page.rejected()).as(stray + behind).extracting(Rejected::payload)
                    .containsExactly(RECORDS[behind] + stray.replace('\u00ff', '\uFFFD'));
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"%s,,%s,%s,%s", "%s,%s,%s,%s,", ",%s,%s,%s,%s", "%s %s,%s%s", "%s,%s, ,%s,%s ,"})
    void takesNoHarmFromCommasThatAreMissingOrTooMany(String commas) throws Exception {
        Page page = Answers.read(ListKind.BACKUP, list(String.format(commas, (Object[]) RECORDS)));

        assertThat(page.rows()).extracting(Row::key).containsExactly("a", "b", "c", "d");
        assertThat(page.rejected()).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(strings = {
        "{\"backup_id\":\"x\",\"status\":\"succeed\"},\"is_support_restore\":false,\"error_code\":\"\"}",
        "{\"backup_id\":\"x\",\"status\":\"deleted\"},\"error_code\":\"dcs.08.0001\"}",
        "{\"backup_id\":\"x\"}\"status\":\"failed\"}", "{\"backup_id\":\"x\"}:\"1\",\"status\":\"failed\"}",
        "{\"backup_id\":\"x\"},\"}",
        "{\"backup_id\":\"x\",\"remark\":\"say \"},{ x\",\"is_support_restore\":false}",
        "{\"backup_id\":\"x\",\"remark\":\"say \"}, x\"}", "{\"backup_id\":\"x\",\"remark\":\"say \"} x\"}",
        "{\"backup_id\":\"x\",\"remark\":\"say \"},{\" x\",\"status\":\"failed\"}",
        "{\"backup_id\":\"x\",\"remark\":\"say \"}] x\",\"status\":\"failed\"}",
        "{\"status\":\"succeed\"},\"backup_id\":\"x\",\"size\":1}"})
    void storesNoPartOfARecordThatIsCutInTwo(String cut) throws Exception {
        String last = ",{\"backup_id\":\"z\",\"size\":01}";
        for (String answer : new String[] {cut, cut + "," + RECORDS[0], RECORDS[0] + "," + cut, cut + last}) {
            Page page = Answers.read(ListKind.BACKUP, list(answer));

            assertThat(page.rows()).extracting(Row::key)
                    .isEqualTo(answer.contains(RECORDS[0]) ? List.of("a") : List.of());
            assertThat(page.rejected()).isNotEmpty();
        }
    }

    private static List<String> keysWithout(int place) {
        List<String> keys = new ArrayList<>(List.of("a", "b", "c", "d"));
        keys.remove(place);
        return keys;
    }

    private static String list(String elements) {
        return "{\"backup_record_response\":[" + elements + "],\"total_num\":4,\"links\":[]}";
    }

    private static Page readInLatin(String answer) throws Exception {
        return Answers.read(ListKind.BACKUP, answer.getBytes(StandardCharsets.ISO_8859_1));
    }

    @Test
    void readsPastAByteOrderMark() throws Exception {
        Page page = Answers.read(ListKind.BACKUP, "\uFEFF{\"backup_record_response\":[{\"backup_id\":\"a\"}, 5 ]}");

        assertThat(page.rows()).extracting(Row::key).containsExactly("a");
        assertThat(page.rejected()).extracting(Rejected::payload).containsExactly("5");
    }

    @Test
    void saysWhereAnAnswerIsWrongWithoutQuotingIt() {
        refuses("{\"backup_record_response\":[{\"backup_name\":\"confidential\"},oops]}")
                .hasMessageContaining("oops").hasMessageContaining("line: 1")
                .hasMessageNotContaining("confidential");
    }

    private static AbstractThrowableAssert<?, ?> refuses(String answer) {
        return refuses(answer.getBytes(StandardCharsets.UTF_8));
    }

    private static AbstractThrowableAssert<?, ?> refuses(byte[] answer) {
        return assertThatThrownBy(() -> Answers.read(ListKind.BACKUP, answer))
                .isInstanceOf(JsonProcessingException.class).isInstanceOf(IOException.class);
    }
}
