package io.github.dcssync.report;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.dcssync.testkit.TestDatabase;
import java.sql.SQLException;
import java.time.Duration;
import java.time.OffsetDateTime;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class RpoStatusTest extends ViewTest {

    private static final Duration DAY = Duration.ofDays(1);

    private Facts facts;

    RpoStatusTest(TestDatabase store) {
        super(store);
    }

    @BeforeEach
    void oneInstance() throws SQLException {
        facts = given().policy("default", 1440, 60, 90).instance("i");
    }

    private String verdict() throws SQLException {
        return facts.select("verdict from report_rpo_status").get(0);
    }

    @Test
    void isOkUntilTheNewestGoodBackupIsAsOldAsThePolicyAllows() throws SQLException {
        facts.backup("i", "b", facts.ago(DAY.minus(MICROSECOND)));
        assertThat(verdict()).isEqualTo("ok");
    }

    @Test
    void isUnknownOnAReadingFromTheFuture() throws SQLException {
        facts.backup("i", "b", facts.ago(DAY)).read("i", "backups", facts.ago(Duration.ofDays(-1)));
        assertThat(verdict()).isEqualTo("unknown");
        facts.read("i", "backups", facts.ago(Duration.ofMinutes(-4)));
        assertThat(verdict()).as("clocks differ").isEqualTo("breach");
    }

    @Test
    void isABreachFromThatVeryMomentOn() throws SQLException {
        facts.backup("i", "b", facts.ago(DAY));
        assertThat(facts.select("verdict, age_minutes, rpo_minutes, last_success_backup_id from report_rpo_status"))
                .containsExactly("breach 1440 1440 b");
    }

    @Test
    void countsTheNewestGoodBackupWhateverCameAfterIt() throws SQLException {
        facts.backup("i", "old", facts.ago(Duration.ofHours(3)))
                .backup("i", "good", facts.ago(Duration.ofMinutes(90).plusSeconds(59)))
                .backup("i", "failed", facts.ago(Duration.ofMinutes(50)), "status", "failed", "error_code", "c.1");
        assertThat(facts.select("verdict, last_success_backup_id, age_minutes, last_status, last_error_code"
                + " from report_rpo_status")).containsExactly("ok good 90 failed c.1");
    }

    @Test
    void doesNotCountWhatCannotBeRestored() throws SQLException {
        OffsetDateTime recent = facts.ago(Duration.ofHours(1));
        facts.backup("i", "not-restorable", recent, "is_support_restore", false)
                .backup("i", "vanished", recent, "vanished_at", facts.now())
                .backup("i", "expired", recent, "status", "expired")
                .backup("i", "deleted", recent, "status", "deleted")
                .backup("i", "running", recent, "status", "backuping")
                .backup("i", "waiting", recent, "status", "waiting")
                .backup("i", "undated", null);
        assertThat(facts.select("verdict, last_success_backup_id, age_minutes from report_rpo_status"))
                .containsExactly("breach null null");
    }

    @Test
    void countsABackupThatSaysNothingAboutRestoring() throws SQLException {
        facts.backup("i", "b", facts.now(), "is_support_restore", null);
        assertThat(verdict()).isEqualTo("ok");
    }

    @Test
    void isNeverWhenNoBackupEverSucceeded() throws SQLException {
        assertThat(verdict()).isEqualTo("never");
        facts.backup("i", "failed", facts.now(), "status", "failed", "error_code", "c.1")
                .backup("i", "expired", facts.now(), "status", "expired", "error_code", "c.1")
                .backup("i", "deleted", facts.now(), "status", "deleted", "error_code", "c.1")
                .backup("i", "running", facts.now(), "status", "backuping");
        assertThat(verdict()).isEqualTo("never");
        facts.backup("i", "gone", facts.now(), "status", "expired");
        assertThat(verdict()).isEqualTo("breach");
    }

    @Test
    void isNoLongerNeverWhenTheOnlySuccessHasVanished() throws SQLException {
        facts.backup("i", "b", facts.now(), "vanished_at", facts.now());
        assertThat(verdict()).isEqualTo("breach");
    }

    @Test
    void isUnknownRatherThanBreachWhenTheReadingIsStale() throws SQLException {
        facts.freshness("2h").backup("i", "b", facts.ago(Duration.ofDays(3)))
                .read("i", "backups", facts.ago(Duration.ofHours(2)));
        assertThat(verdict()).isEqualTo("breach");
        facts.read("i", "backups", facts.ago(Duration.ofHours(2).plus(MICROSECOND)));
        assertThat(verdict()).isEqualTo("unknown");
    }

    @Test
    void isUnknownRatherThanNeverWhenNothingWasEverReadCompletely() throws SQLException {
        facts.read("i", "backups", null);
        assertThat(verdict()).isEqualTo("unknown");
        facts.execute("delete from instance_sync where endpoint = 'backups'");
        assertThat(facts.select("verdict, as_of from report_rpo_status")).containsExactly("unknown null");
    }

    @Test
    void isOkHoweverOldTheReadingWhenTheBackupIsYoungEnough() throws SQLException {
        facts.read("i", "backups", facts.ago(Duration.ofHours(20))).backup("i", "b", facts.ago(Duration.ofHours(21)));
        assertThat(verdict()).isEqualTo("ok");
    }

    @Test
    void trustsAReadingForAnHourWhereTheProgramWroteNoSetting() throws SQLException {
        facts.read("i", "backups", facts.ago(Duration.ofMinutes(60)));
        assertThat(verdict()).isEqualTo("never");
        facts.read("i", "backups", facts.ago(Duration.ofMinutes(60).plus(MICROSECOND)));
        assertThat(verdict()).isEqualTo("unknown");
    }

    @Test
    void understandsEachUnitOfTheFreshness() throws SQLException {
        facts.read("i", "backups", facts.ago(Duration.ofSeconds(7200)));
        for (String tooShort : new String[] {"7199s", "7199.999s", "119m", "1h", "0d"}) {
            facts.execute("delete from report_setting");
            assertThat(facts.freshness(tooShort).select("verdict from report_rpo_status")).containsExactly("unknown");
        }
        for (String enough : new String[] {"7200s", "120m", "2h", "1d"}) {
            facts.execute("delete from report_setting");
            assertThat(facts.freshness(enough).select("verdict from report_rpo_status")).containsExactly("never");
        }
    }

    @Test
    void asksWhatThePolicyOfTheInstanceAsks() throws SQLException {
        facts.policy("gold", 60, 5, 7).instance("g", "policy", "gold")
                .backup("g", "b", minutesAgo(61)).backup("i", "b", minutesAgo(61));
        assertThat(facts.report(Report.RPO_STATUS, "instance_id, policy, rpo_minutes, verdict"))
                .containsExactly("g gold 60 breach", "i default 1440 ok");
    }

    @Test
    void takesTheDefaultWhereAPolicyIsMissing() throws SQLException {
        facts.instance("none", "policy", null).instance("withdrawn", "policy", "silver");
        assertThat(facts.select("instance_id, policy, rpo_minutes from report_rpo_status order by instance_id"))
                .containsExactly("i default 1440", "none default 1440", "withdrawn default 1440");
    }

    @Test
    void leavesOutInstancesThatAreGone() throws SQLException {
        facts.instance("gone", "gone_at", facts.now());
        assertThat(facts.select("instance_id, instance_name from report_rpo_status")).containsExactly("i name-i");
    }

    @Test
    void keepsInstancesApart() throws SQLException {
        facts.instance("other").backup("other", "b", facts.now());
        assertThat(facts.select("instance_id, verdict from report_rpo_status order by instance_id"))
                .containsExactly("i never", "other ok");
    }

    private String all() throws SQLException {
        return facts.select("concat(verdict, ' ', coalesce(reason, '-'), ' ', coalesce(warning, '-'))"
                + " from report_rpo_status where instance_id = 'i'").get(0);
    }

    private void sizes(Long newest, long... before) throws SQLException {
        facts.execute("delete from backup_record");
        facts.backup("i", "newest", minutesAgo(1), "size_bytes", newest);
        for (int i = 0; i < before.length; i++) {
            facts.backup("i", "before" + i, minutesAgo(10 + i), "size_bytes", before[i]);
        }
    }

    @Test
    void isNotApplicableWhereTheServiceSaysThatThereCannotBeBackups() throws SQLException {
        for (String code : new String[] {"DCS.4095", "DCS.4086", "111400095", "111400086", "dcs.4095"}) {
            facts.read("i", "backups", daysAgo(9), "proof", "none", "error_code", code);
            assertThat(all()).isEqualTo("not_applicable no_backups_possible -");
        }
        facts.read("i", "backups", facts.now(), "error_code", "DCS.5000", "not_applicable_at", facts.now());
        assertThat(all()).as("a fault since").isEqualTo("not_applicable no_backups_possible -");
        facts.read("i", "backups", facts.now(), "error_code", "DCS.4022");
        assertThat(all()).isEqualTo("never no_backups -");
        facts.read("i", "backups", facts.now(), "error_code", "DCS.4095").backup("i", "b", minutesAgo(1));
        assertThat(all()).as("its own word is of no account beside a backup").isEqualTo("ok - -");
    }

    @Test
    void isNewUntilTheInstanceIsAsOldAsItsRecoveryPointMayBe() throws SQLException {
        for (Object[] given : new Object[][] {{minutesAgo(0), "new"}, {facts.ago(DAY.minus(MICROSECOND)), "new"},
            {facts.ago(DAY), "never"}, {null, "never"}, {facts.now().plusMinutes(5), "new"},
            {facts.now().plusMinutes(6), "never"}, {OffsetDateTime.parse("0001-01-01T00:00:00Z"), "never"}}) {
            facts.execute("delete from dcs_instance");
            facts.instance("i", "created_at", given[0]);
            assertThat(verdict()).as("created %s", given[0]).isEqualTo(given[1]);
        }
        facts.execute("delete from dcs_instance");
        facts.instance("i", "created_at", minutesAgo(1)).read("i", "backups", null);
        assertThat(all()).as("never read").startsWith("new ");
        facts.backup("i", "failed", minutesAgo(1), "status", "failed");
        assertThat(all()).isEqualTo("new last_failed -");
        facts.backup("i", "b", minutesAgo(1));
        assertThat(verdict()).isEqualTo("ok");
    }

    @Test
    void takesABackupFromTheFutureForNothingButAWarning() throws SQLException {
        facts.backup("i", "b", facts.now().plusMinutes(5));
        assertThat(facts.select("verdict, age_minutes, last_success_backup_id, warning from report_rpo_status"))
                .containsExactly("ok 0 b null");
        facts.execute("delete from backup_record");
        facts.backup("i", "b", facts.now().plusMinutes(5).plus(MICROSECOND));
        assertThat(facts.select("verdict, age_minutes, last_success_at, last_status, reason, warning"
                + " from report_rpo_status"))
                .containsExactly("never null null null from_the_future from_the_future");
        facts.backup("i", "old", daysAgo(2));
        assertThat(all()).isEqualTo("breach too_old from_the_future");
        facts.execute("update backup_record set vanished_at = created_at where backup_id = 'b'");
        assertThat(all()).isEqualTo("breach too_old -");
    }

    @Test
    void warnsOfGoodBackupsWithoutATime() throws SQLException {
        for (OffsetDateTime none : new OffsetDateTime[] {null, OffsetDateTime.parse("0001-01-01T00:00:00Z"),
            OffsetDateTime.parse("1970-01-01T00:00:00Z")}) {
            facts.execute("delete from backup_record");
            facts.backup("i", "b", none);
            assertThat(all()).isEqualTo("breach time_unreadable time_unreadable");
            facts.backup("i", "c", minutesAgo(1), "size_bytes", 0L);
            assertThat(all()).as("the first that holds").isEqualTo("ok - time_unreadable");
        }
    }

    @Test
    void warnsOfAnEmptyBackup() throws SQLException {
        sizes(0L, 10, 10);
        assertThat(all()).isEqualTo("ok - empty_backup");
        sizes(null, 10, 10);
        assertThat(all()).isEqualTo("ok - -");
        sizes(-5L, 10, 10);
        assertThat(all()).as("a negative size is none").isEqualTo("ok - -");
    }

    @Test
    void warnsOfABackupBelowATenthOfTheMedianOfTheSevenBefore() throws SQLException {
        sizes(9L, 91, 91, 91, 91, 1, 1, 1);
        assertThat(all()).isEqualTo("ok - shrunk");
        sizes(9L, 1, 1, 1, 90, 900, 900, 900);
        assertThat(all()).as("a tenth is not below").isEqualTo("ok - -");
        sizes(9L, 1, 1, 1, 1, 900, 900, 900, 900, 900, 900);
        assertThat(all()).as("an eighth does not count").isEqualTo("ok - -");
        sizes(9L, 1, 180);
        assertThat(all()).as("the middle of two: 90.5").isEqualTo("ok - shrunk");
        sizes(9L, 1, 179);
        assertThat(all()).isEqualTo("ok - -");
        sizes(1L);
        assertThat(all()).isEqualTo("ok - -");
        sizes(Long.MAX_VALUE, Long.MAX_VALUE, 1);
        assertThat(all()).isEqualTo("ok - -");
    }

    @Test
    void comparesWithBackupsThatSucceededWhateverBecameOfThem() throws SQLException {
        sizes(9L);
        facts.backup("i", "expired", minutesAgo(5), "status", "Expired", "size_bytes", 100L, "vanished_at", facts.now())
                .backup("i", "failed", minutesAgo(4), "status", "FAILED", "size_bytes", 1L)
                .backup("i", "failed-once", minutesAgo(3), "status", "deleted", "size_bytes", 1L)
                .failure("backup", "i", "failed-once", null, minutesAgo(3));
        assertThat(all()).isEqualTo("ok - shrunk");
    }

    @Test
    void leavesOutWhatTheSettingsDoNotSelect() throws SQLException {
        given().instance("out", "is_selected", false);
        assertThat(given().report(Report.RPO_STATUS, "instance_id")).containsExactly("i");
    }
}
