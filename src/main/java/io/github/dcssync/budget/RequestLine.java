package io.github.dcssync.budget;

import io.github.dcssync.api.SharedLine;
import io.github.dcssync.database.Statements;
import java.math.BigDecimal;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Duration;
import java.time.OffsetDateTime;
import org.jspecify.annotations.Nullable;
import org.springframework.dao.ConcurrencyFailureException;
import org.springframework.dao.DuplicateKeyException;

/**
 * The line of one source: a row that says until when it is granted. It is read and then moved on if nobody has moved it
 * meanwhile, by statements that are a transaction each, so that a process which stops anywhere in between holds nobody
 * up and has been granted nothing. Times are the database's own, because the clocks of two machines may differ.
 */
final class RequestLine implements SharedLine {

    /** Each that is in vain is another process's that was not. */
    private static final int MOST_ATTEMPTS = 50;
    private static final long MICRO = 1_000;

    private final Statements statements;
    private final String source;

    RequestLine(Statements statements, String source) {
        this.statements = statements;
        this.source = source;
    }

    @Override
    public Stretch advance(long nanos) {
        Duration length = Duration.ofNanos(Math.max(MICRO, (nanos + MICRO - 1) / MICRO * MICRO));
        for (int attempt = 0; attempt < MOST_ATTEMPTS; attempt++) {
            State row = read();
            OffsetDateTime begin = row.begin(length);
            if (statements.get("advance").param("until", begin.plus(length)).param("source", source)
                    .param("seen", row.grantedUntil()).update() == 1) {
                return new Stretch(Duration.between(row.now(), begin).toNanos(), row.complaint());
            }
        }
        throw new ConcurrencyFailureException("The requests to source " + source
                + " were granted to other processes, " + MOST_ATTEMPTS + " times in a row");
    }

    @Override
    public Complaint look() {
        return read().complaint();
    }

    @Override
    public Complaint complain(long nanos, double rate) {
        OffsetDateTime now = read().now();
        statements.get("complain").param("until", Statements.kept(now.plusNanos(nanos)))
                .param("implausible", now.plus(State.LONGEST_WAIT))
                .param("rate", Double.isInfinite(rate) ? null : BigDecimal.valueOf(rate)).param("source", source)
                .update();
        return look();
    }

    private State read() {
        State row = find();
        if (row == null) {
            create();
            row = find();
        }
        if (row == null) {
            throw new ConcurrencyFailureException("Source " + source + " was forgotten while it is asked");
        }
        return row;
    }

    private @Nullable State find() {
        return statements.get("line").param("source", source).query((row, number) -> State.of(row)).optional()
                .orElse(null);
    }

    private void create() {
        try {
            statements.get("create").param("source", source).update();
        } catch (DuplicateKeyException e) {
            // Another process has created the row in between: that is as good.
            return;
        }
    }

    /** What is in the row, and when that was. */
    private record State(OffsetDateTime now, OffsetDateTime grantedUntil, @Nullable OffsetDateTime heldUntil,
            @Nullable BigDecimal slowedTo) {

        /** Longer than any service is given way; what is further away is from before the clock was set back. */
        private static final Duration LONGEST_WAIT = Duration.ofSeconds(90);
        /** More slices than there are ever processes that wait, for sources that are asked once in a while. */
        private static final int MOST_WAITING = 100;

        static State of(ResultSet row) throws SQLException {
            return new State(row.getObject(1, OffsetDateTime.class), row.getObject(2, OffsetDateTime.class),
                    row.getObject(3, OffsetDateTime.class), row.getBigDecimal(4));
        }

        /** @return where the next stretch of that length begins */
        OffsetDateTime begin(Duration length) {
            OffsetDateTime begin = now;
            if (isPlausible(grantedUntil, LONGEST_WAIT.plus(length.multipliedBy(MOST_WAITING)))) {
                begin = grantedUntil;
            }
            return heldUntil != null && heldUntil.isAfter(begin) && isPlausible(heldUntil, LONGEST_WAIT) ? heldUntil
                    : begin;
        }

        private boolean isPlausible(OffsetDateTime time, Duration longest) {
            return time.isAfter(now) && time.isBefore(now.plus(longest));
        }

        Complaint complaint() {
            if (heldUntil == null || !heldUntil.isBefore(now.plus(LONGEST_WAIT))) {
                return Complaint.NONE;
            }
            return new Complaint(heldUntil.toInstant(), Duration.between(now, heldUntil).toNanos(),
                    slowedTo == null ? Double.POSITIVE_INFINITY : slowedTo.doubleValue());
        }
    }
}
