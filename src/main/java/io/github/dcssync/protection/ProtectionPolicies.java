package io.github.dcssync.protection;

import io.github.dcssync.database.Statements;
import io.github.dcssync.record.Row;
import io.github.dcssync.settings.ProtectionPolicy;
import java.math.BigDecimal;
import java.sql.ResultSet;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.springframework.dao.DuplicateKeyException;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.jdbc.core.simple.JdbcClient.StatementSpec;
import org.springframework.transaction.support.TransactionTemplate;

/**
 * What the settings say about protection, in the tables that the report views read: {@code protection_policy},
 * {@code report_setting} and {@code dcs_instance.policy}. What is right already is not written.
 */
public final class ProtectionPolicies {

    private static final String FRESHNESS = "dcs.freshness";

    private final Statements statements;
    private final TransactionTemplate transaction;
    private final List<ProtectionPolicy> policies;
    private final Duration freshness;

    /**
     * @param transaction on the same database as {@code jdbc}
     * @param policies    in the order in which they are tried; the last one covers every name
     * @param freshness   a report older than this says unknown
     */
    public ProtectionPolicies(JdbcTemplate jdbc, TransactionTemplate transaction, List<ProtectionPolicy> policies,
            Duration freshness) {
        this.statements = new Statements(jdbc, "protection");
        this.transaction = transaction;
        this.policies = List.copyOf(policies);
        this.freshness = freshness;
    }

    /** A row of {@code protection_policy}. */
    private record PolicyRow(String name, String matchPattern, long rpoMinutes, long rtoMinutes, long drillDays,
            int position) {
    }

    /** Which policy an instance is to be subject to. */
    private record Assignment(String instanceId, String policy) {
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
        assign(statements.get("instances"));
    }

    private void writePolicies() {
        List<PolicyRow> wanted = new ArrayList<>();
        for (ProtectionPolicy policy : policies) {
            wanted.add(new PolicyRow(policy.name(), policy.match().glob(), policy.rpo().toMinutes(),
                    policy.rto().toMinutes(),
                    policy.drill().toDays(), wanted.size() + 1));
        }
        List<PolicyRow> stored = statements.get("policies").query((row, number) -> new PolicyRow(row.getString(1),
                row.getString(2), row.getLong(3), row.getLong(4), row.getLong(5), row.getInt(6))).list();
        if (!stored.equals(wanted)) {
            statements.get("delete-policies").update();
            statements.runForEach("insert-policy", wanted);
        }
    }

    private void writeFreshness() {
        String wanted = BigDecimal.valueOf(freshness.toMillis(), 3).stripTrailingZeros().toPlainString() + "s";
        List<String> stored = statements.get("setting").param("name", FRESHNESS).query(String.class).list();
        if (!stored.equals(List.of(wanted))) {
            statements.get("delete-setting").param("name", FRESHNESS).update();
            statements.get("insert-setting").param("name", FRESHNESS).param("value", wanted).update();
        }
    }

    /** Makes instances that have just been stored subject to the policies, in the transaction of the thread. */
    public void assign(List<Row> instances) {
        if (!instances.isEmpty()) {
            assign(statements.get("instances-by-id").param("instanceIds", instances.stream().map(Row::key).toList()));
        }
    }

    private void assign(StatementSpec instances) {
        List<Assignment> assignments = new ArrayList<>();
        instances.query((ResultSet row) -> {
            String policy = policyOf(row.getString("name"));
            if (!policy.equals(row.getString("policy"))) {
                assignments.add(new Assignment(row.getString("instance_id"), policy));
            }
        });
        statements.runForEach("assign-policy", assignments);
    }

    private String policyOf(@Nullable String instanceName) {
        return policies.stream().filter(policy -> policy.match().matches(instanceName)).findFirst()
                .orElse(policies.get(policies.size() - 1)).name();
    }
}
