package io.github.dcssync.record;

import static io.github.dcssync.record.Answers.backup;
import static io.github.dcssync.record.Answers.columns;
import static io.github.dcssync.record.Answers.element;
import static io.github.dcssync.record.Answers.row;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.entry;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.util.HexFormat;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

class RowReaderTest {

    @ParameterizedTest
    @ValueSource(strings = {"null", "\"\"", "{}"})
    void takesNullEmptyTextAndAnEmptyObjectForNothing(String nothing) throws Exception {
        StringBuilder fields = new StringBuilder("\"unheard_of\":" + nothing);
        ListKind.BACKUP.columns().stream().skip(2)
                .forEach(column -> fields.append(",\"").append(column.name()).append("\":").append(nothing));

        assertThat(columns(ListKind.BACKUP, backup(fields + ",\"size\":" + nothing))).isEmpty();
    }

    @ParameterizedTest
    @CsvSource(quoteCharacter = '`', value = {
        "size,2147483648,size_bytes,2147483648", "size,9223372036854775807,size_bytes,9223372036854775807",
        "size,\"880232\",size_bytes,880232", "size,\" 12 \",size_bytes,12", "size,12.0,size_bytes,12",
        "size,1e3,size_bytes,1000", "size,0,size_bytes,0",
        "progress,\"100.00\",progress,100.00", "progress,55,progress,55.00", "progress,\"0\",progress,0.00",
        "progress,33.335,progress,33.34", "progress,\"999.99\",progress,999.99",
        "is_support_restore,\"TRUE\",is_support_restore,true", "is_support_restore,\"False\",is_support_restore,false",
        "is_support_restore,\" true\",is_support_restore,true", "is_support_restore,false,is_support_restore,false",
        "is_support_restore,0,is_support_restore,false", "is_support_restore,\"0\",is_support_restore,false",
        "is_support_restore,\"No\",is_support_restore,false", "is_support_restore,\"n\",is_support_restore,false",
        "is_support_restore,\"N\",is_support_restore,false", "is_support_restore,1,is_support_restore,true",
        "is_support_restore,0.0,is_support_restore,false", "is_support_restore,\"-0.0\",is_support_restore,false",
        "is_support_restore,\"f\",is_support_restore,false", "is_support_restore,\"Off\",is_support_restore,false",
        "is_support_restore,\"1.0\",is_support_restore,true", "is_support_restore,\"on\",is_support_restore,true",
        "is_support_restore,\"yes\",is_support_restore,true", "is_support_restore,\"Y\",is_support_restore,true",
        "backup_format,\"RDB\",backup_format,rdb", "status,\"never_heard_of\",status,never_heard_of",
        "status,7,status,7", "remark,true,remark,true", "remark,\" two  blanks \",remark,` two  blanks `",
        "error_code,\"dcs.08.0001\",error_code,dcs.08.0001", "error_code,17,error_code,17",
        "created_at,\"2019-05-10 08:31:16\",created_at,2019-05-10T08:31:16.000000Z",
        "updated_at,1557477076166,updated_at,2019-05-10T08:31:16.166000Z",
        "execution_at,\"20190510083116\",execution_at,2019-05-10T08:31:16.000000Z"})
    void readsAFieldInEachOfItsSpellings(String field, String json, String column, String expected) throws Exception {
        assertThat(columns(ListKind.BACKUP, backup("\"" + field + "\":" + json)))
                .containsOnly(entry(column, expected));
    }

    @ParameterizedTest
    @CsvSource(quoteCharacter = '`', value = {
        "size,\"12 MB\"", "size,9223372036854775808", "size,1.5", "size,[5]", "size,{\"a\":1}", "size,true",
        "progress,\"abc\"", "progress,1000.5", "progress,999.995", "progress,[]",
        "is_support_restore,\"maybe\"", "is_support_restore,2",
        "error_code,\" \"", "error_code,\"\\t\"", "error_code,\"\u00a0\u2003\"", "error_code,\"0\"",
        "error_code,0", "error_code,false", "error_code,\"null\"",
        "created_at,\"2019-02-30T00:00:00.000Z\"", "created_at,\"20190230000000\"", "created_at,\"yesterday\"",
        "created_at,\"2019-05-10T08:31:16 CST\"", "created_at,true", "status,[\"a\"]", "remark,{\"a\":{}}",
        "remark,\"a\\u0000b\"", "remark,\"\\ud800\"", "remark,\"\\udc00\\ud800\"", "unheard_of,\"a\"", "unheard_of,0",
        "unheard_of,false", "unheard_of,[]", "unheard_of,\"\\u0000\"", "unheard_of,1.25"})
    void keepsInExtraWhatAColumnCannotTake(String field, String json) throws Exception {
        assertThat(columns(ListKind.BACKUP, backup("\"" + field + "\":" + json)))
                .containsOnly(entry("extra", "{\"" + field + "\":" + json + "}"));
    }

    @Test
    void keepsTheDigitsOfNumbersItDoesNotKnow() throws Exception {
        Row row = backup("\"a\":1e999999999,\"b\":0.12345678901234567890123,\"c\":123456789012345678901234567890,"
                + "\"size\":1e999999999,\"progress\":-1e-999999999");

        assertThat(columns(ListKind.BACKUP, row)).containsOnly(entry("extra",
                "{\"a\":1E+999999999,\"b\":0.12345678901234567890123,\"c\":123456789012345678901234567890,"
                        + "\"progress\":-1E-999999999,\"size\":1E+999999999}"));
    }

    @Test
    void keepsNumbersThatJavaCannotHoldAsText() throws Exception {
        String digits = "9".repeat(1_001);
        Row row = backup("\"a\":1e9999999992048,\"b\":[{\"c\":-1e-9999999999}],\"d\":" + digits
                + ",\"size\":1e9999999992048");

        assertThat(columns(ListKind.BACKUP, row)).containsOnly(entry("extra",
                "{\"a\":\"1e9999999992048\",\"b\":[{\"c\":\"-1e-9999999999\"}],\"d\":\"" + digits
                        + "\",\"size\":\"1e9999999992048\"}"));
    }

    @Test
    void sortsExtraSoThatTheOrderOfTheAnswerMakesNoDifference() throws Exception {
        String one = backup("\"b\":1,\"a\":\"x\",\"size\":\"?\",\"C\":[1]").value(ListKind.BACKUP, "extra");
        String other = backup("\"size\":\"?\",\"C\":[1],\"a\":\"x\",\"b\":1").value(ListKind.BACKUP, "extra");

        assertThat(one).isEqualTo(other).isEqualTo("{\"C\":[1],\"a\":\"x\",\"b\":1,\"size\":\"?\"}");
    }

    @ParameterizedTest
    @ValueSource(strings = {"sourceInstanceId", "sourceInstanceID"})
    void readsBothSpellingsOfTheSourceInstance(String spelling) throws Exception {
        Row row = row(ListKind.RESTORE, "\"" + spelling + "\":\"i\",\"sourceInstanceName\":\"n\"");

        assertThat(columns(ListKind.RESTORE, row))
                .containsOnly(entry("source_instance_id", "i"), entry("source_instance_name", "n"));
    }

    @Test
    void losesNeitherOfTwoDifferentSourceInstances() throws Exception {
        Row same = row(ListKind.RESTORE, "\"sourceInstanceId\":\"i\",\"sourceInstanceID\":\"i\"");
        Row different = row(ListKind.RESTORE, "\"sourceInstanceId\":\"i\",\"sourceInstanceID\":\"j\"");

        assertThat(columns(ListKind.RESTORE, same)).containsOnly(entry("source_instance_id", "i"));
        assertThat(columns(ListKind.RESTORE, different))
                .containsOnly(entry("source_instance_id", "i"), entry("extra", "{\"sourceInstanceID\":\"j\"}"));
    }

    @ParameterizedTest
    @CsvSource(quoteCharacter = '`', delimiter = ';', value = {
        "\"capacity\":0,\"capacity_minor\":\".125\";0.125", "\"capacity_minor\":\".125\",\"capacity\":0;0.125",
        "\"capacity\":4,\"capacity_minor\":null;4.000", "\"capacity_minor\":{},\"capacity\":\"64\";64.000",
        "\"capacity_minor\":0.5;0.500", "\"capacity\":2,\"capacity_minor\":\"0.5\";2.500"})
    void addsTheTwoPartsOfACapacityUpInEitherOrder(String fields, String expected) throws Exception {
        assertThat(columns(ListKind.INSTANCE, row(ListKind.INSTANCE, fields)))
                .containsOnly(entry("capacity_gb", expected));
    }

    @Test
    void addsNoCapacityUpThatItsColumnCannotTake() throws Exception {
        assertThat(columns(ListKind.INSTANCE, row(ListKind.INSTANCE, "\"capacity\":9999999,\"capacity_minor\":1")))
                .containsOnly(entry("extra", "{\"capacity\":\"9999999.000\",\"capacity_minor\":\"1.000\"}"));
        assertThat(columns(ListKind.INSTANCE, row(ListKind.INSTANCE, "\"capacity\":2,\"capacity\":2")))
                .containsOnly(entry("capacity_gb", "2.000"), entry("extra", "{\"capacity\":2}"));
    }

    @Test
    void leavesOutTheCopyOfTheRequestsInstance() throws Exception {
        assertThat(columns(ListKind.BACKUP, backup("\"instance_id\":\"i\""))).isEmpty();
        assertThat(columns(ListKind.RESTORE, row(ListKind.RESTORE, "\"instance_id\":[{\"x\":1}]"))).isEmpty();
    }

    @ParameterizedTest
    @CsvSource(quoteCharacter = '`', value = {"\"id\",id", "12345678901234567890,12345678901234567890", "true,true",
        "\"an id\",an id", "\"\\ud83d\\ude00\",\ud83d\ude00"})
    void takesAnyScalarAsAKey(String json, String key) throws Exception {
        assertThat(element(ListKind.BACKUP, "{\"backup_id\":" + json + "}").key()).isEqualTo(key);
    }

    @Test
    void takesAKeyAsLongAsItsColumn() throws Exception {
        String longest = "k".repeat(255);
        assertThat(element(ListKind.BACKUP, "{\"backup_id\":\"" + longest + "\"}").key()).isEqualTo(longest);
        assertThat(reason("{\"backup_id\":\"" + longest + "k\"}")).isEqualTo("backup_id is longer than 255 characters");
    }

    @ParameterizedTest
    @ValueSource(strings = {"{}", "{\"backup_id\":null}", "{\"backup_id\":\"\"}", "{\"backup_id\":\" \\t\"}",
        "{\"backup_id\":{}}", "{\"backup_id\":[\"a\"]}", "{\"backup_id\":{\"a\":[1]},\"status\":\"x\"}",
        "{\"Backup_id\":\"a\"}", "{\"restore_id\":\"a\"}"})
    void rejectsARecordWithoutAKey(String record) throws Exception {
        assertThat(reason(record)).isEqualTo("backup_id is missing");
    }

    @ParameterizedTest
    @ValueSource(strings = {" a", "a ", "a\\t", "\\u2003a", "\\na"})
    void rejectsAKeyWithBlanksAtItsEndsBecauseSomeDatabasesDoNotSeeThem(String key) throws Exception {
        assertThat(reason("{\"backup_id\":\"" + key + "\"}")).isEqualTo("backup_id begins or ends with a blank");
    }

    @ParameterizedTest
    @ValueSource(strings = {"a\\u0000b", "\\ud800", "\\udc00", "a\\udc00\\ud800b", "\\u0000a"})
    void rejectsAKeyThatNoDatabaseCanHold(String key) throws Exception {
        assertThat(reason("{\"backup_id\":\"" + key + "\"}"))
                .isEqualTo("backup_id has characters that no database can hold");
    }

    @Test
    void rejectsARecordWhoseUnknownFieldsNoDatabaseCanHold() throws Exception {
        assertThat(reason("{\"backup_id\":\"a\",\"x\":\"" + "y".repeat(1_000_001) + "\"}"))
                .contains("unknown or unreadable fields are longer than 1000000 characters");
    }

    @Test
    void keepsTextUpToItsBoundAndTheRestInExtra() throws Exception {
        String longest = "y".repeat(ColumnType.LONGEST_TEXT);
        assertThat(backup("\"remark\":\"" + longest + "\"").value(ListKind.BACKUP, "remark")).isEqualTo(longest);
        Row longer = backup("\"remark\":\"" + longest + "y\"");
        assertThat(columns(ListKind.BACKUP, longer)).containsOnlyKeys("extra");
    }

    @Test
    void keepsRejectedElementsByteForByte() throws Exception {
        List<String> elements = List.of("5", "-1.50E3", "null", "true", "\"\"",
                "\"t\u00e4xt\\n\\u00e9\ud83d\ude00\"", "[]", "[ 1 ,\n[2],{\"a\":\"\u20ac\"} ]", "{ }",
                "{\"backup_id\" :\r\n null,\"x\":[1.0,{\"\u00fc\": \"\ud83d\ude00\"}]\t}",
                "{\"backup_id\":\"\\u0000\"}", "{\"backup_id\":\"" + "k".repeat(300) + "\"}");
        String answer = "{ \"\u00e4\":\"\u20ac\", \"backup_record_response\" :[ \n"
                + String.join(" ,\t", elements) + " ] }";

        Page page = Answers.read(ListKind.BACKUP, answer);

        assertThat(page.rejected()).extracting(Rejected::payload).containsExactlyElementsOf(elements);
        assertThat(page.rows()).isEmpty();
    }

    @Test
    void namesARejectedElementByItsDigest() throws Exception {
        String payload = "\"\u00e4\"";
        Rejected rejected = (Rejected) element(ListKind.BACKUP, payload);

        String digest = HexFormat.of().formatHex(
                MessageDigest.getInstance("SHA-256").digest(payload.getBytes(StandardCharsets.UTF_8)));
        assertThat(rejected.sha256()).isEqualTo(digest);
        assertThat(rejected.key()).isEqualTo("sha256:" + digest);
        assertThat(rejected.reason()).isEqualTo("the list element is not an object");
    }

    @Test
    void goesOnAfterARejectedElement() throws Exception {
        Page page = Answers.read(ListKind.BACKUP, "{\"backup_record_response\":[{\"backup_id\":\"a\"},"
                + "{\"x\":{\"backup_id\":\"no\"}},\"text\",{\"backup_id\":\"b\",\"status\":\"s\"}],\"total_num\":4}");

        assertThat(page.elements()).hasSize(4);
        assertThat(page.rows()).extracting(Row::key).containsExactly("a", "b");
        assertThat(page.total()).isEqualTo(4);
    }

    @ParameterizedTest
    @EnumSource(ListKind.class)
    void leavesSourceAndProjectToWhoeverKnowsThem(ListKind kind) throws Exception {
        Row row = row(kind, "\"source\":\"theirs\",\"project_id\":\"theirs\",\"extra\":\"theirs\"");

        assertThat(row.value(kind, "source")).isNull();
        assertThat(row.value(kind, "project_id")).isNull();
        assertThat(row.value(kind, "extra"))
                .isEqualTo("{\"extra\":\"theirs\",\"project_id\":\"theirs\",\"source\":\"theirs\"}");
    }

    private static String reason(String record) throws Exception {
        Rejected rejected = (Rejected) element(ListKind.BACKUP, record);
        assertThat(rejected.payload()).isEqualTo(record);
        return rejected.reason();
    }
}
