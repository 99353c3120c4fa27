package io.github.dcssync.app;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.dcssync.simulator.SimulatedKind;
import io.github.dcssync.sync.Summary;
import io.github.dcssync.testkit.OnEveryDatabase;
import io.github.dcssync.testkit.Operations;
import io.github.dcssync.testkit.SyncFixture;
import io.github.dcssync.testkit.TestDatabase;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** Each failed backup and restoration is kept with its category, and as resolved when a later one has succeeded. */
@OnEveryDatabase
class FailedRecordsTest {

    private static final String RESOLVED =
            "select record_id from operation_failure where resolved_at is not null order by record_id";

    private final TestDatabase kind;

    FailedRecordsTest(TestDatabase kind) {
        this.kind = kind;
    }

    private SyncFixture oneInstance() throws Exception {
        return SyncFixture.on(kind).fleet(1, 0, 0).variable("DCS_BACKUPS_PAGE_SIZE", "3").start();
    }

    @Test
    void areKeptUnderTheCategoryAndSeverityOfTheirCode() throws Exception {
        Map<String, String> published = Map.of("dcs.08.0001", "tool critical", "dcs.08.0002", "timeout warning",
                "dcs.08.0003", "storage warning", "dcs.08.0004", "credentials critical", "dcs.08.0005",
                "storage critical", "dcs.08.0006", "storage warning", "dcs.08.0007", "replication critical",
                "dcs.08.0008", "busy warning", "dcs.99.9999", "unknown critical", "'; drop", "unknown critical");
        try (SyncFixture fixture = oneInstance()) {
            Operations operations = new Operations(fixture);
            published.keySet().forEach(code -> operations.restore(code, "failed", code, 5));
            operations.backup("no code", "failed", null, 5);
            operations.backup("odd", "BackupFailed", null, 4);
            operations.backup("gone", "deleted", "dcs.08.0001", 3);
            operations.backup("with blanks", " Failed\t", null, 2);

            assertThat(fixture.sync().getSummary().status()).isEqualTo(Summary.Status.COMPLETE);

            published.forEach((code, expected) -> assertThat(fixture.tables().row("select * from operation_failure"
                    + " where record_type = 'restore' and record_id = ?", code)).containsEntry("error_code", code)
                    .containsEntry("category", expected.split(" ")[0]).containsEntry("severity", expected.split(" ")[1])
                    .containsEntry("source", SyncFixture.DEFAULT).containsEntry("resolved_at", null)
                    .containsEntry("operation_at", Instant.parse(operations.time(5)))
                    .containsEntry("detected_at", fixture.clock().instant()));
            assertThat(fixture.tables().rows("select record_id, category from operation_failure"
                    + " where record_type = 'backup' order by record_id")).containsExactly(
                            Map.of("record_id", "gone", "category", "tool"),
                            Map.of("record_id", "no code", "category", "unclassified"),
                            Map.of("record_id", "odd", "category", "unclassified"),
                            Map.of("record_id", "with blanks", "category", "unclassified"));
            assertThat(fixture.tables().column("select outcome from outcome_of_backups")).hasSize(4)
                    .containsOnly("failed");
            assertThat(fixture.tables().column("select status from backup_record where backup_id = 'with blanks'"))
                    .containsExactly(" Failed\t");
        }
    }

    @Test
    void areNotThoseThatSucceededRunOrWentTheWayOfAllBackups() throws Exception {
        try (SyncFixture fixture = oneInstance()) {
            Operations operations = new Operations(fixture);
            operations.backup("a", "succeed", "dcs.08.0001", 5);
            operations.backup("b", "expired", null, 4);
            operations.backup("c", "deleted", null, 3);
            operations.backup("d", "backuping", null, 2);
            operations.backup("e", "something new", null, 1);
            operations.restore("f", "restoring", null, 1);

            fixture.sync();

            assertThat(fixture.tables().count("operation_failure")).isZero();
        }
    }

    @Test
    void areResolvedByALaterSuccessWhicheverIsSeenFirst() throws Exception {
        try (SyncFixture fixture = oneInstance()) {
            Operations operations = new Operations(fixture);
            operations.backup("failed first", "failed", "dcs.08.0001", 50);
            for (int i = 0; i < 5; i++) {
                operations.backup("between " + i, "backuping", null, 40 - i);
            }
            operations.backup("failed last", "failed", "dcs.08.0001", 10);
            operations.backup("success", "succeed", null, 20);
            operations.restore("other type", "failed", "dcs.08.0007", 50);

            fixture.sync();

            assertThat(fixture.tables().column(RESOLVED)).as("success on an earlier page")
                    .containsExactly("failed first");
            operations.backup("second success", "expired", null, 5);
            fixture.clock().advance(Duration.ofMinutes(15));
            Instant noticed = fixture.clock().instant();

            fixture.sync();

            assertThat(fixture.tables().column(RESOLVED)).containsExactly("failed first", "failed last");
            assertThat(fixture.tables().column("select resolved_at from operation_failure"
                    + " where record_id = 'failed last'")).containsExactly(noticed);
            operations.restore("drill", "succeed", null, 1);
            fixture.sync();
            assertThat(fixture.tables().column(RESOLVED)).contains("other type");
        }
    }

    @Test
    void areToldAndStayOpenWhenTheirBeginningIsNoTime() throws Exception {
        try (SyncFixture fixture = oneInstance()) {
            Operations operations = new Operations(fixture);
            operations.backup("earlier", "succeed", null, 50);
            for (String time : List.of("0001-01-01T00:00:00Z", "1970-01-01T00:00:00.000Z", "2099-01-01T00:00:00Z")) {
                operations.backup(time, "failed", "dcs.08.0001", 5);
                fixture.fleet().change(SimulatedKind.BACKUP, fixture.instance(0), time,
                        json -> json.put("created_at", time));
            }

            fixture.sync();

            assertThat(fixture.tables().column(RESOLVED)).isEmpty();
            assertThat(fixture.tables().column("select operation_at from operation_failure")).hasSize(3)
                    .containsOnly(Instant.parse(operations.time(5)));
            assertThat(fixture.tables().column("select kind from alert")).hasSize(3).containsOnly("operation_failure");
            operations.backup("later", "succeed", null, 1);
            fixture.sync();
            assertThat(fixture.tables().column(RESOLVED)).hasSize(3);
        }
    }

    @Test
    void areNotResolvedByAnotherInstanceOrAnEarlierSuccess() throws Exception {
        try (SyncFixture fixture = SyncFixture.on(kind).fleet(2, 0, 0).start()) {
            Operations operations = new Operations(fixture);
            operations.backup("earlier", "succeed", null, 50);
            operations.backup("failed", "failed", null, 40);
            fixture.fleet().addFirst(SimulatedKind.BACKUP, fixture.instance(1));

            fixture.sync();

            assertThat(fixture.tables().column(RESOLVED)).isEmpty();
        }
    }

    @Test
    void areResolvedWhenTheRecordStopsBeingOneAndOpenedWhenItIsOneAgain() throws Exception {
        try (SyncFixture fixture = oneInstance()) {
            Operations operations = new Operations(fixture);
            operations.backup("b", "failed", "dcs.08.0001", 5);
            fixture.sync();
            operations.change(SimulatedKind.BACKUP, "b", "backuping", null);
            fixture.sync();
            assertThat(fixture.tables().column(RESOLVED)).containsExactly("b");
            assertThat(fixture.tables().column("select open_key from alert")).containsExactly((Object) null);

            operations.change(SimulatedKind.BACKUP, "b", "failed", "dcs.08.0002");
            fixture.sync();

            assertThat(fixture.tables().row("select * from operation_failure")).containsEntry("resolved_at", null)
                    .containsEntry("error_code", "dcs.08.0002").containsEntry("category", "timeout");
            assertThat(fixture.tables().count("alert")).isEqualTo(2);
        }
    }

    @Test
    void stayResolvedWhenTheirCodeChangesAfterALaterSuccess() throws Exception {
        try (SyncFixture fixture = oneInstance()) {
            Operations operations = new Operations(fixture);
            operations.backup("b", "failed", null, 5);
            operations.backup("later", "succeed", null, 4);
            fixture.sync();
            Object resolved = fixture.tables().row("select * from operation_failure").get("resolved_at");
            fixture.clock().advance(Duration.ofMinutes(15));
            operations.change(SimulatedKind.BACKUP, "b", "failed", "dcs.08.0002");

            fixture.sync();

            assertThat(fixture.tables().row("select * from operation_failure"))
                    .containsEntry("resolved_at", resolved).containsEntry("category", "timeout");
            assertThat(fixture.tables().count("alert")).isOne();
        }
    }

    @Test
    void areNotWrittenAgainWhenNothingAboutThemChanges() throws Exception {
        try (SyncFixture fixture = oneInstance()) {
            Operations operations = new Operations(fixture);
            operations.backup("b", "failed", "dcs.08.0001", 5);
            fixture.sync();
            List<Map<String, Object>> before = fixture.tables().rows("select * from operation_failure");
            fixture.clock().advance(Duration.ofMinutes(15));
            fixture.fleet().change(SimulatedKind.BACKUP, fixture.instance(0), "b", json -> json.put("remark", "new"));

            assertThat(fixture.sync().getSummary().changed()).isOne();

            assertThat(fixture.tables().rows("select * from operation_failure")).isEqualTo(before);
        }
    }

    @Test
    void goBackWithTheirPage() throws Exception {
        try (SyncFixture fixture = oneInstance()) {
            new Operations(fixture).backup("b", "failed", "dcs.08.0001", 5);
            fixture.tables().execute("alter table alert add constraint refuses check (kind <> 'operation_failure')");

            assertThat(fixture.sync().getSummary().failed()).isOne();

            assertThat(fixture.tables().count("backup_record")).isZero();
            assertThat(fixture.tables().count("operation_failure")).isZero();
            fixture.tables().execute("alter table alert drop constraint refuses");
            fixture.sync();
            assertThat(fixture.tables().count("operation_failure")).isOne();
        }
    }

    /** A report looks a code up by statements, which know plain blanks alone. */
    @Test
    void haveTheMeaningOfTheirCodeWhateverBlanksAreInIt() throws Exception {
        List<String> spellings = List.of("dcs.08.0003", "DCS.08. 0003", "dcs.08\t.0003", "\u00a0dcs.08.0003\u2003",
                "dcs\n.08.0003");
        try (SyncFixture fixture = oneInstance()) {
            Operations operations = new Operations(fixture);
            spellings.forEach(code -> operations.backup("b" + spellings.indexOf(code), "failed", code, 5));

            fixture.sync();

            assertThat(fixture.tables().rows("select category, failures from report_failures_by_code"))
                    .containsExactly(Map.of("category", "storage", "failures", (long) spellings.size()));
            assertThat(fixture.tables().column("select error_code from backup_record order by backup_id"))
                    .isEqualTo(spellings);
        }
    }

    /** Once a code was kept with the blanks that it came with. */
    @Test
    void areOneFailureWhateverBlanksTheirCodeWasKeptWith() throws Exception {
        try (SyncFixture fixture = oneInstance()) {
            new Operations(fixture).backup("b", "failed", "dcs.08\t.0003", 5);
            fixture.sync();
            fixture.tables().execute("update operation_failure set error_code = 'dcs.08\t.0003'");
            List<Map<String, Object>> before = fixture.tables().rows("select * from operation_failure");
            fixture.fleet().change(SimulatedKind.BACKUP, fixture.instance(0), "b", json -> json.put("remark", "new"));

            assertThat(fixture.sync().getSummary().changed()).isOne();

            assertThat(fixture.tables().column("select label from metric_total where metric ="
                    + " 'dcs_backup_failures_total'")).isEmpty();
            assertThat(fixture.tables().rows("select * from operation_failure")).isEqualTo(before);
        }
    }

    @Test
    void mayBeAsHostileAsTheyLike() throws Exception {
        String long4Byte = "\uD83D\uDE00'); drop table alert; --<script>\u0001".repeat(150);
        try (SyncFixture fixture = oneInstance()) {
            fixture.fleet().changeInstance(fixture.instance(0), json -> json.put("name", "\uD83D\uDE00".repeat(4_000)));
            Operations operations = new Operations(fixture);
            operations.backup("long", "failed", long4Byte, 1);
            for (String raw : List.of("{'backup_id':'arrays','status':['failed'],'error_code':['x']}",
                    "{'backup_id':'nul','status':'failed','error_code':'dcs.08\\u0000','size':9223372036854775807}",
                    "{'backup_id':'number','status':'failed','error_code':17,'created_at':'0001-01-01T00:00:00Z'}",
                    "{'backup_id':'far','status':'failed','created_at':'9999-12-31T23:59:59.999999Z'}",
                    "{'backup_id':['failed'],'status':'failed'}")) {
                fixture.fleet().addRaw(SimulatedKind.BACKUP, fixture.instance(0), 0, raw.replace('\'', '"'));
            }

            Summary summary = fixture.sync().getSummary();

            assertThat(summary.status()).isEqualTo(Summary.Status.COMPLETE);
            assertThat(summary.fields()).containsEntry("inserted", 5L).containsEntry("rejected", 1L);
            assertThat(fixture.tables().rows("select record_id, error_code, category from operation_failure"
                    + " where error_code is not null order by record_id")).containsExactly(
                            Map.of("record_id", "long", "error_code", long4Byte, "category", "unknown"),
                            Map.of("record_id", "number", "error_code", "17", "category", "unknown"));
            assertThat(fixture.tables().column("select record_id from operation_failure"
                    + " where category = 'unclassified' order by record_id")).containsExactly("far", "nul");
            assertThat(fixture.tables().column("select payload from alert where dedup_key like '%long'"))
                    .singleElement().asString().hasSizeLessThan(40_000);
            assertThat(fixture.tables().column("select delivered_at from alert")).hasSize(4).doesNotContainNull();
        }
    }

    @Test
    void stayOpenWhenTheirRecordsExpireOrAreDeleted() throws Exception {
        try (SyncFixture fixture = oneInstance()) {
            Operations operations = new Operations(fixture);
            operations.backup("expires", "failed", null, 50);
            operations.backup("is deleted", "Failed", "dcs.08.0001", 40);
            fixture.sync();
            operations.change(SimulatedKind.BACKUP, "expires", "expired", null);
            operations.change(SimulatedKind.BACKUP, "is deleted", "deleted", null);
            operations.backup("fails later", "failed", null, 60);
            fixture.clock().advance(Duration.ofMinutes(15));

            fixture.sync();

            assertThat(fixture.tables().column(RESOLVED)).isEmpty();
            assertThat(fixture.tables().column("select open_key from alert")).doesNotContainNull();
            assertThat(fixture.tables().column("select outcome from outcome_of_backups")).containsOnly("failed");
            operations.backup("success", "SUCCEED", null, 1);
            fixture.sync();
            assertThat(fixture.tables().column(RESOLVED)).hasSize(3);
        }
    }

    @Test
    void areForgivenOnlyByTheirOwnSuccess() throws Exception {
        try (SyncFixture fixture = oneInstance()) {
            Operations operations = new Operations(fixture);
            operations.backup("b", "failed", null, 50);
            fixture.sync();
            operations.change(SimulatedKind.BACKUP, "b", "succeed", null);
            fixture.sync();
            assertThat(fixture.tables().column(RESOLVED)).containsExactly("b");
            operations.change(SimulatedKind.BACKUP, "b", "deleted", null);
            fixture.sync();
            assertThat(fixture.tables().column("select outcome from outcome_of_backups")).containsOnly("succeeded");
        }
    }
}
