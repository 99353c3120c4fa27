package io.github.dcssync.report;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.dcssync.testkit.TestDatabase;
import java.sql.SQLException;
import java.time.Duration;
import java.time.LocalDate;
import java.time.OffsetDateTime;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class BackupCalendarTest extends ViewTest {

    private OffsetDateTime today;

    BackupCalendarTest(TestDatabase store) {
        super(store);
    }

    @BeforeEach
    void cutTheClockToItsDay() {
        today = now().truncatedTo(ChronoUnit.DAYS);
    }

    /** The beginning of a day so many days ago. */
    private OffsetDateTime day(int daysAgo) {
        return today.minusDays(daysAgo);
    }

    private static String date(OffsetDateTime day) {
        return day.toLocalDate().toString();
    }

    /** An instance first seen at the end of a day so many days ago, whose backups were read now. */
    private void instance(String id, int daysAgo, Object... more) throws SQLException {
        given().instance(id, Stream.concat(Stream.of(more), Stream.of("first_seen_at",
                day(daysAgo).plusDays(1).minus(MICROSECOND))).toArray());
    }

    private List<String> states(String columns) {
        return given().report(Report.BACKUP_CALENDAR, columns);
    }

    private void gap(String id, OffsetDateTime beginsAt, OffsetDateTime noticedAt) throws SQLException {
        given().insert("history_gap", Map.of("instance_id", id, "endpoint", "backups", "begins_at", beginsAt,
                "noticed_at", noticedAt));
    }

    @Test
    void hasADayForEachSinceTheInstanceWasFirstSeen() throws SQLException {
        instance("i", 2);
        instance("j", 0, "source", "r", "name", null);

        assertThat(
                states("source, instance_id, instance_name, day, succeeded, failed, running, size_bytes, state, as_of"))
                .containsExactly(
                        "r j null " + date(day(0)) + " 0 0 0 null none " + now().toInstant(),
                        "s i name-i " + date(day(2)) + " 0 0 0 null none " + now().toInstant(),
                        "s i name-i " + date(day(1)) + " 0 0 0 null none " + now().toInstant(),
                        "s i name-i " + date(day(0)) + " 0 0 0 null none " + now().toInstant());
    }

    @Test
    void countsEachBackupOnItsUtcDayByItsOutcome() throws SQLException {
        instance("i", 4);
        given().backup("i", "before", day(4).minus(MICROSECOND), "size_bytes", 1)
                .backup("i", "first", day(4), "size_bytes", 2)
                .backup("i", "last", day(3).minus(MICROSECOND), "size_bytes", Long.MAX_VALUE, "status", "expired")
                .backup("i", "bad", day(3), "status", "failed", "size_bytes", 8)
                .backup("i", "good", day(2), "vanished_at", now())
                .backup("i", "bad too", day(2), "status", "backup_failed", "error_code", "c")
                .backup("i", "odd", day(1), "status", "frozen")
                .backup("i", "runs", day(1), "status", "BACKUPING ", "size_bytes", -1);

        assertThat(states("day, succeeded, failed, running, size_bytes, state")).containsExactly(
                date(day(4)) + " 2 0 0 9223372036854775809 made", date(day(3)) + " 0 1 0 null failed",
                date(day(2)) + " 1 1 0 null made", date(day(1)) + " 0 0 1 null none",
                date(day(0)) + " 0 0 0 null none");
    }

    @Test
    void knowsNoBackupFromTheFutureNorWithoutATime() throws SQLException {
        instance("i", 0);
        given().backup("i", "1", minutesAgo(-5).plus(MICROSECOND)).backup("i", "2", YEAR_ONE).backup("i", "3", null);

        assertThat(states("succeeded, state")).containsExactly("0 none");
    }

    @Test
    void isUnreadFromTheDayAfterTheLastCompleteReadOn() throws SQLException {
        instance("i", 3);
        given().read("i", "backups", day(1).minus(MICROSECOND)).backup("i", "unfinished read", day(0));

        assertThat(states("day, state")).containsExactly(date(day(3)) + " none", date(day(2)) + " none",
                date(day(1)) + " unread", date(day(0)) + " made");

        given().read("i", "backups", day(1));
        assertThat(states("state")).containsExactly("none", "none", "none", "made");
    }

    @Test
    void isUnreadWhereTheListNeverWasReadToItsEnd() throws SQLException {
        instance("i", 1);
        given().read("i", "backups", null);
        instance("j", 0);
        given().execute("delete from instance_sync where instance_id = 'j'");

        assertThat(states("instance_id, state, as_of"))
                .containsExactly("i unread null", "i unread null", "j unread null");
    }

    @Test
    void isUnreadUnderEachGapUnlessSomethingIsKnown() throws SQLException {
        instance("i", 9);
        instance("j", 0);
        gap("i", day(8), day(6));
        gap("i", day(4).plusHours(23), day(3).plusHours(1));
        given().backup("i", "made", day(7)).backup("i", "failed", day(4), "status", "failed");
        given().insert("history_gap", Map.of("instance_id", "i", "endpoint", "restores", "begins_at", day(9),
                "noticed_at", day(0)));

        assertThat(states("state")).containsExactly("none", "unread", "made", "unread", "none", "failed", "unread",
                "none", "none", "none", "none");
    }

    @Test
    void endsWhereTheInstanceWasGoneAndKeepsThoseThatAreNotSelected() throws SQLException {
        instance("gone", 3, "gone_at", day(2).plus(Duration.ofHours(5)));
        instance("left out", 0, "is_selected", false);

        assertThat(states("instance_id, day")).containsExactly("gone " + date(day(3)), "gone " + date(day(2)),
                "left out " + date(day(0)));
    }

    @Test
    void goesOnForAsLongAsAnybodyKeepsTheProgram() throws SQLException {
        assertThat(given().select("min(utc_day), max(utc_day), count(*) from calendar_day")).containsExactly(
                "2020-01-01 2069-12-31 " + ChronoUnit.DAYS.between(LocalDate.EPOCH.withYear(2020),
                        LocalDate.EPOCH.withYear(2070)));
    }
}
