package io.github.dcssync.report;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.dcssync.database.SqlFile;
import io.github.dcssync.record.ListKind;
import io.github.dcssync.record.Outcome;
import io.github.dcssync.testkit.TestDatabase;
import java.sql.SQLException;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.UnaryOperator;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** How an operation ended, in every view and in the program alike. */
class OutcomeTest extends ViewTest {

    OutcomeTest(TestDatabase store) {
        super(store);
    }

    private String backup() throws SQLException {
        return given().select("outcome from outcome_of_backups").get(0);
    }

    @ParameterizedTest
    @CsvSource({"succeed, succeeded, succeeded", "failed, failed, failed", "backupfailed, failed, failed",
        "waiting, running, running", "backuping, running, running", "restoring, running, running",
        "expired, succeeded, unknown", "deleted, succeeded, unknown", "paused, unknown, unknown",
        ", unknown, unknown"})
    void isTheSameInTheViewsAndTheProgramWhateverTheCase(String word, String ofBackup, String ofRestore)
            throws SQLException {
        String upper = word == null ? null : word.toUpperCase(Locale.ROOT);
        for (String status : new String[] {word, upper}) {
            given().execute("delete from backup_record");
            given().execute("delete from restore_record");
            given().backup("i", "b", NEW_YEAR, "status", status).restore("i", "r", NEW_YEAR, "status", status);
            assertThat(backup()).isEqualTo(ofBackup)
                    .isEqualTo(Outcome.of(ListKind.BACKUP, status).text());
            assertThat(given().select("outcome from outcome_of_restores")).containsExactly(ofRestore)
                    .containsExactly(Outcome.of(ListKind.RESTORE, status).text());
            int succeeded = ofBackup.equals("succeeded") ? 1 : 0;
            int failed = ofBackup.equals("failed") ? 1 : 0;
            int running = ofBackup.equals("running") ? 1 : 0;
            assertThat(given().report(Report.DAILY_BACKUPS, "total, succeeded, failed, running"))
                    .containsExactly("1 " + succeeded + " " + failed + " " + running);
        }
    }

    /** Each word in odd clothes: what one of the databases alone, or Java alone, takes for a blank or for a letter. */
    @Test
    void isOneOnEveryDatabaseAndInTheProgramHoweverOddTheStatus() throws SQLException {
        List<String> words =
                List.of("succeed", "FAILED", "BackupFailed", "waiting", "backuping", "RESTORING", "expired",
                        "deleted", "", "paused");
        List<UnaryOperator<String>> clothes = List.of(word -> word, word -> word + " ", word -> "  " + word + " ",
                word -> word + "\t", word -> "\t \t" + word, word -> "\n" + word, word -> word + " \r\n",
                word -> word + "\u00A0", word -> "\u3000" + word, word -> word + "\u200B", word -> word + "\u000B",
                word -> word + "\u0001", word -> word + "%", word -> word + "?", word -> word + "\\",
                word -> word.replace('i', '\u0130').replace('I', '\u0130'), word -> word.replace('I', '\u0131'),
                word -> word.replace('s', '\u017F').replace('S', '\u017F'), word -> word.replace('k', '\u212A'),
                word -> word.replace('e', '\u00E9'), word -> "\u00DC" + word, word -> word + "\uD83D\uDE00",
                word -> word.replace('E', '\uFF25'), word -> word.replaceFirst("(.)(.)", "$1\t$2"));
        Map<String, String> backups = new TreeMap<>();
        Map<String, String> restores = new TreeMap<>();
        for (String word : words) {
            for (UnaryOperator<String> odd : clothes) {
                String status = odd.apply(word);
                String id = "n" + backups.size();
                backups.put(id, Outcome.of(ListKind.BACKUP, status).text());
                restores.put(id, Outcome.of(ListKind.RESTORE, status).text());
                given().backup("i", id, NEW_YEAR, "status", status).restore("i", id, NEW_YEAR, "status", status);
            }
        }
        assertThat(backups.values()).contains("succeeded", "failed", "running", "unknown");
        assertThat(given().select("backup_id, outcome from outcome_of_backups")).containsExactlyInAnyOrderElementsOf(
                lines(backups));
        assertThat(given().select("restore_id, outcome from outcome_of_restores")).containsExactlyInAnyOrderElementsOf(
                lines(restores));
        // MariaDB makes errors of warnings where a table is filled.
        given().execute("insert into report_setting (name, value) select backup_id, outcome from outcome_of_backups");
    }

    private static List<String> lines(Map<String, String> outcomes) {
        return outcomes.entrySet().stream().map(one -> one.getKey() + " " + one.getValue()).toList();
    }

    @ParameterizedTest
    @ValueSource(strings = {"Succeed ", "\tsucceed", " SUCCEED\r\n"})
    void countsEverywhereWhateverTheBlanksAroundTheStatusAndTheType(String status) throws SQLException {
        given().instance("i")
                .backup("i", "a", daysAgo(0), "status", status, "backup_type", "Manual\t", "size_bytes", 7L,
                        "updated_at", now())
                .backup("i", "d", NEW_YEAR, "status", " Deleted\t", "backup_type", " auto ");
        assertThat(given().report(Report.RPO_STATUS, "verdict, last_success_backup_id")).containsExactly("ok a");
        assertThat(given().report(Report.DAILY_BACKUPS, "succeeded, manual, automatic"))
                .containsExactly("1 1 0", "1 0 1");
        assertThat(given().report(Report.RETENTION, "backups_listed, backups_restorable")).containsExactly("1 1");
        assertThat(given().report(Report.JOB_DURATION, "record_type, jobs")).containsExactly("backup 1");
        assertThat(given().report(Report.MANUAL_DELETIONS, "backup_id, evidence"))
                .containsExactly("d deleted_status");
    }

    @ParameterizedTest
    @ValueSource(strings = {"deleted", "expired", "DELETED", "removing"})
    void isAFailureForeverOnceItWasOne(String status) throws SQLException {
        given().instance("i").backup("i", "b", NEW_YEAR, "status", status, "size_bytes", 7L)
                .failure("backup", "i", "b", "dcs.08.0001", NEW_YEAR);
        assertThat(backup()).isEqualTo("failed");
        assertThat(given().report(Report.DAILY_BACKUPS, "succeeded, failed, success_rate"))
                .containsExactly("0 1 0.00");
        assertThat(given().report(Report.MANUAL_DELETIONS, "backup_id")).isEmpty();
        assertThat(given().report(Report.SIZE_GROWTH, "backups")).isEmpty();
        assertThat(given().report(Report.RPO_STATUS, "verdict")).containsExactly("never");
    }

    /** What the reports ask of a backup beside its outcome; each row has a twin among the tests of a report. */
    @ParameterizedTest
    @CsvSource(nullValues = "-", value = {
        // status, restorable to the service, vanished: listed, restorable
        "Succeed, true, false, true, true",
        "succeed, -, false, true, true",
        "succeed, false, false, true, false",
        "succeed, true, true, false, false",
        "expired, true, false, false, false",
        " DELETED, true, false, false, false",
        "backuping, true, false, true, false",
        "-, true, false, true, false"})
    void saysWhatABackupIsGoodFor(String status, Boolean supported, boolean vanished, boolean listed,
            boolean restorable)
            throws SQLException {
        given().backup("i", "b", daysAgo(1), "status", status, "is_support_restore", supported, "vanished_at",
                vanished ? now() : null);
        assertThat(given().select("case when is_listed then 'true' when not is_listed then 'false' end,"
                + " case when is_restorable then 'true' when not is_restorable then 'false' end"
                + " from availability_of_backups")).containsExactly(listed + " " + restorable);
    }

    @Test
    void hasATimeOnlyWhereTheServiceSaysOneOfThisEra() throws SQLException {
        given().backup("i", "no", null).backup("i", "one", YEAR_ONE).backup("i", "yes", NEW_YEAR)
                .restore("i", "no", null).restore("i", "one", YEAR_ONE).restore("i", "yes", NEW_YEAR);
        for (String key : List.of("backup_id from availability_of_backups", "backup_id from outcome_of_backups",
                "restore_id from outcome_of_restores")) {
            assertThat(given().select(key + " where made_at is not null")).as(key).containsExactly("yes");
        }
    }

    @Test
    void isASuccessWhenTheRecordItselfSaysSoAfterAll() throws SQLException {
        given().instance("i").backup("i", "b", NEW_YEAR).failure("backup", "i", "b", null, NEW_YEAR);
        assertThat(backup()).isEqualTo("succeeded");
        given().execute("update backup_record set status = 'deleted'");
        given().execute("update operation_failure set recovered_at = detected_at");
        assertThat(backup()).isEqualTo("succeeded");
        assertThat(given().report(Report.MANUAL_DELETIONS, "backup_id")).containsExactly("b");
    }

    @Test
    void ofRestorationsIsTheNewestSuccessOfAMetricUnlessItIsOfTheFutureOrWithoutATime() throws Exception {
        String newest = "* from (" + SqlFile.read(
                "observe/dcs_restore_last_success_timestamp_seconds") + ") x";
        given().restore("i", "1", daysAgo(-1000), "updated_at", daysAgo(-1000))
                .restore("i", "2", YEAR_ONE, "updated_at", YEAR_ONE);
        assertThat(given().select(newest)).containsExactly("null");
        given().restore("i", "3", daysAgo(1), "updated_at", now());
        assertThat(given().select(newest)).doesNotContain("null");
    }
}
