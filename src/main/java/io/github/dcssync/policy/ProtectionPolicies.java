package io.github.dcssync.policy;

import io.github.dcssync.database.SqlTypes;
import io.github.dcssync.record.ListKind;
import io.github.dcssync.record.Row;
import io.github.dcssync.settings.Policy;
import java.math.BigDecimal;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.springframework.dao.DuplicateKeyException;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.transaction.support.TransactionTemplate;

/**
 * What the settings say about protection, in the tables that the report views read: {@code protection_policy},
 * {@code report_setting} and {@code dcs_instance.policy}. What is right already is not written.
 */
public final class ProtectionPolicies {

    private static final String FRESHNESS = "dcs.freshness";

    private final JdbcTemplate jdbc;
    private final TransactionTemplate transaction;
    private final List<Policy> policies;
    private final Duration freshness;

    /**
     * @param transaction on the same database as {@code jdbc}
     * @param policies    in the order in which they are tried; the last one covers every name
     * @param freshness   a report older than this says unknown
     */
    public ProtectionPolicies(JdbcTemplate jdbc, TransactionTemplate transaction, List<Policy> policies,
            Duration freshness) {
        this.jdbc = jdbc;
        this.transaction = transaction;
        this.policies = List.copyOf(policies);
        this.freshness = freshness;
    }

    /** Makes the tables equal to the settings, and every instance known so far subject to them, in one transaction. */
    public void publish() {
        try {
            transaction.executeWithoutResult(status -> writeAll());
        } catch (DuplicateKeyException e) {
            // Another process has started at the same moment; what it wrote is compared now.
            transaction.executeWithoutResult(status -> writeAll());
        }
    }

    private void writeAll() {
        writePolicies();
        writeFreshness();
        Map<String, String> names = new LinkedHashMap<>();
        Map<String, String> stored = new LinkedHashMap<>();
        jdbc.query("select instance_id, name, policy from dcs_instance", row -> {
            names.put(row.getString(1), row.getString(2));
            stored.put(row.getString(1), row.getString(3));
        });
        update(names, stored);
    }

    private void writePolicies() {
        List<List<Object>> wanted = new ArrayList<>();
        for (Policy policy : policies) {
            wanted.add(List.of(policy.name(), policy.match().glob(), policy.rpo().toMinutes(), policy.rto().toMinutes(),
                    policy.drill().toDays(), wanted.size() + 1));
        }
        String columns = "name, match_pattern, rpo_minutes, rto_minutes, drill_days, position";
        List<List<Object>> stored = jdbc.query("select " + columns + " from protection_policy order by position, name",
                (row, number) -> List.of(row.getString(1), row.getString(2), row.getLong(3), row.getLong(4),
                        row.getLong(5), row.getInt(6)));
        if (!stored.equals(wanted)) {
            jdbc.update("delete from protection_policy");
            jdbc.batchUpdate("insert into protection_policy (" + columns + ") values (?, ?, ?, ?, ?, ?)",
                    wanted.stream().map(List::toArray).toList());
        }
    }

    private void writeFreshness() {
        String wanted = BigDecimal.valueOf(freshness.toMillis(), 3).stripTrailingZeros().toPlainString() + "s";
        List<String> stored = jdbc.queryForList("select value from report_setting where name = ?", String.class,
                FRESHNESS);
        if (!stored.equals(List.of(wanted))) {
            jdbc.update("delete from report_setting where name = ?", FRESHNESS);
            jdbc.update("insert into report_setting (name, value) values (?, ?)", FRESHNESS, wanted);
        }
    }

    /** Makes instances that have just been stored subject to the policies, in the transaction of the thread. */
    public void assign(List<Row> instances) {
        if (instances.isEmpty()) {
            return;
        }
        Map<String, String> names = new LinkedHashMap<>();
        instances.forEach(instance -> names.put(instance.key(), instance.value(ListKind.INSTANCE, "name")));
        Map<String, String> stored = new LinkedHashMap<>();
        jdbc.query("select instance_id, policy from dcs_instance where instance_id in ("
                + SqlTypes.parameters(names.size()) + ")", row -> {
                    stored.put(row.getString(1), row.getString(2));
                }, names.keySet().toArray());
        update(names, stored);
    }

    private void update(Map<String, String> names, Map<String, String> stored) {
        List<Object[]> updates = new ArrayList<>();
        stored.forEach((instance, before) -> {
            String policy = policyOf(names.get(instance));
            if (!policy.equals(before)) {
                updates.add(new Object[] {policy, instance});
            }
        });
        if (!updates.isEmpty()) {
            jdbc.batchUpdate("update dcs_instance set policy = ? where instance_id = ?", updates);
        }
    }

    private String policyOf(@Nullable String instanceName) {
        return policies.stream().filter(policy -> policy.match().matches(instanceName)).findFirst()
                .orElse(policies.get(policies.size() - 1)).name();
    }
}
