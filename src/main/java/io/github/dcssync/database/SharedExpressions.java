package io.github.dcssync.database;

import java.util.Map;

/** What statements and views say in the same words on every database, and more than one of them. */
final class SharedExpressions {

    /**
     * By their placeholders.
     *
     * <p>{@code instance_is_read} is whether an instance {@code i} is there and selected. What was made at {@code no_time} or
     * before has no time: services write that moment, or the year 1, where they know none.
     *
     * <p>{@code alert_is_untold} is whether a sink waits to be told of an alert {@code a}, or of its end after its beginning;
     * {@code alert_is_ready} is whether it may be told: what a sync has raised waits for its end. {@code delivery_is_due} is
     * whether the sink of {@code d}, which may be none, has not been told.
     *
     * <p>{@code lease_is_over} is whether a row of {@code sync_lease} is of nobody: one that was not given back stays for a
     * day, since its holder may be frozen, and is recognised by its token.
     */
    static final Map<String, String> ALL = Map.of(
            "alert_is_ready", "not exists (select 1 from sync_lease l"
                    + " where l.run_id = a.run_id and l.expires_at > current_timestamp(6))",
            "alert_is_untold", "(a.is_waiting = true and (a.resolved_at is null or a.delivered_at is not null))",
            "delivery_is_due", "(d.delivered_at is null and a.resolved_at is null"
                    + " or d.delivered_at is not null and a.resolved_at is not null and d.resolved_delivered_at is null)",
            "instance_is_read", "i.gone_at is null and i.is_selected",
            "lease_is_over", "(expires_at is null or expires_at < current_timestamp(6) - interval '1' day)",
            "no_time", RecordsByView.NO_TIME);

    private SharedExpressions() {
    }

    /** @return the statement with an expression in the place of each placeholder */
    static String filled(String statement) {
        String filled = statement;
        for (Map.Entry<String, String> expression : ALL.entrySet()) {
            filled = filled.replace("${" + expression.getKey() + "}", expression.getValue());
        }
        return filled.equals(statement) ? statement : filled(filled);
    }
}
