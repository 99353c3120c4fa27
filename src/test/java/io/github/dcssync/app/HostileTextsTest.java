package io.github.dcssync.app;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.github.dcssync.simulator.SimulatedKind;
import io.github.dcssync.sync.Summary;
import io.github.dcssync.testkit.OnEveryDatabase;
import io.github.dcssync.testkit.SyncFixture;
import io.github.dcssync.testkit.TestDatabase;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/** Texts are data, whatever is in them. */
@OnEveryDatabase
class HostileTextsTest {

    private static final List<String> TEXTS = List.of(
            "'); drop table backup_record; --",
            "<script>alert(1)</script>&amp;<!--",
            "{{dcs.secret-key}} ${variable.run.id} ${bean:syncs} :#x #{1+1} %s %n \\",
            "\uD834\uDD1E \uD83D\uDE00 \u202Eright to left\u202C e\u0301 \u00E9 \uFEFF",
            "control \u0001\u0007\u0008\u001B[31m\t\r\n\u007F\u0085\u2028 end",
            "' \" ` ´ ; , = ? * \\' \\\\ /",
            " leading and trailing blanks ",
            // What ends a COPY of PostgreSQL, or stands for NULL in it.
            "\\.",
            "\\N",
            "x".repeat(5_000));

    private final TestDatabase kind;

    HostileTextsTest(TestDatabase kind) {
        this.kind = kind;
    }

    @Test
    void areStoredAsTheyAreAndFoundUnchangedTheNextTime() throws Exception {
        try (SyncFixture fixture = SyncFixture.on(kind).fleet(1, 0, 0).start()) {
            IntStream.range(0, TEXTS.size()).forEach(i -> fixture.fleet().add(SimulatedKind.BACKUP, fixture.instance(0),
                    i, backup("b" + i, TEXTS.get(i)).put("size", Long.MAX_VALUE - i)));

            fixture.sync();

            List<Map<String, Object>> rows = fixture.tables().rows("select backup_name, remark, status, error_code,"
                    + " extra, size_bytes from backup_record order by backup_id");
            assertThat(rows).hasSize(TEXTS.size());
            for (int i = 0; i < TEXTS.size(); i++) {
                assertThat(rows.get(i)).isEqualTo(Map.of("backup_name", TEXTS.get(i), "remark", TEXTS.get(i),
                        "status", TEXTS.get(i), "error_code", TEXTS.get(i), "size_bytes", Long.MAX_VALUE - i,
                        "extra", json().put(TEXTS.get(i), TEXTS.get(i)).toString()));
            }
            assertThat(fixture.sync().getSummary().unchanged()).isEqualTo(TEXTS.size());
        }
    }

    /** Wherever a driver may cut the characters of a page: each of these is two for Java and four bytes. */
    @Test
    void areWholeInALongPage() throws Exception {
        String text = "\uD83D\uDE00".repeat(5_000);
        try (SyncFixture fixture = SyncFixture.on(kind).fleet(1, 0, 0).start()) {
            for (int i = 0; i < 20; i++) {
                fixture.fleet().add(SimulatedKind.BACKUP, fixture.instance(0), i,
                        json().put("backup_id", "b" + i).put("remark", "x".repeat(i % 2) + text));
            }

            fixture.sync();

            assertThat(fixture.tables().column("select distinct remark from backup_record"))
                    .containsExactlyInAnyOrder(text, "x" + text);
        }
    }

    @Test
    void areKeysThatStayApart() throws Exception {
        List<String> keys = List.of("a", "A", "a b", "a  b", "\u00E4", "a\u0308", "'; --", "../b", "\uD83D\uDE00",
                "\uD83D\uDE01", "\u00DF", "ss", "k".repeat(255));
        try (SyncFixture fixture = SyncFixture.on(kind).fleet(1, 0, 0).start()) {
            keys.forEach(key -> fixture.fleet().add(SimulatedKind.BACKUP, fixture.instance(0), 0, backup(key, "n")));

            Summary first = fixture.sync().getSummary();
            Summary second = fixture.sync().getSummary();

            assertThat(first.inserted()).isEqualTo(keys.size());
            assertThat(second.unchanged()).isEqualTo(keys.size());
            assertThat(fixture.tables().column("select backup_id from backup_record"))
                    .containsExactlyInAnyOrder(keys.toArray());
        }
    }

    @Test
    void areKeptBesideTheRowWhenNoDatabaseCanHoldThem() throws Exception {
        try (SyncFixture fixture = SyncFixture.on(kind).fleet(1, 0, 0).start()) {
            fixture.fleet().addRaw(SimulatedKind.BACKUP, fixture.instance(0), 0,
                    "{\"backup_id\":\"b\",\"remark\":\"nul \\u0000\",\"backup_name\":\"half \\ud834\",\"size\":1e999}");

            assertThat(fixture.sync().getSummary().inserted()).isEqualTo(1);

            Map<String, Object> row = fixture.tables().row("select remark, backup_name, size_bytes, extra"
                    + " from backup_record");
            assertThat(row).containsEntry("remark", null).containsEntry("backup_name", null)
                    .containsEntry("size_bytes", null);
            assertThat((String) row.get("extra")).contains("\"nul \\u0000\"", "half \\ud834", "\"size\":");
            assertThat(fixture.sync().getSummary().unchanged()).isEqualTo(1);
        }
    }

    private static ObjectNode backup(String id, String text) {
        return json().put("backup_id", id).put("backup_name", text).put("remark", text).put("status", text)
                .put("error_code", text).put(text, text);
    }

    private static ObjectNode json() {
        return JsonMapper.builder().build().createObjectNode();
    }
}
