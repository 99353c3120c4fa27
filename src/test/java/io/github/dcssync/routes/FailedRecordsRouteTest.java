package io.github.dcssync.routes;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import io.github.dcssync.app.RouteTestSupport;
import io.github.dcssync.operation.Category;
import io.github.dcssync.operation.ErrorCode;
import io.github.dcssync.operation.ErrorCodes;
import io.github.dcssync.simulator.SimulatedKind;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.function.Predicate;
import org.junit.jupiter.api.Test;

/** {@code failed-records.camel.yaml}. */
class FailedRecordsRouteTest extends RouteTestSupport {

    private static final ErrorCodes CODES = ErrorCodes.load(Path.of("config/error-codes.yaml"));

    /** A code of a category as the service gives it, or null for failures without one. */
    private static String codeOf(Category category) {
        return category == Category.UNCLASSIFIED ? null : category == Category.UNKNOWN ? "dcs.08.9999"
                : CODES.all().stream().filter(code -> code.category() == category).map(ErrorCode::code)
                        .filter(Predicate.not(String::isEmpty)).findFirst().orElseThrow();
    }

    private void backup(String id, String status, String code, Duration age) {
        fleet().add(SimulatedKind.BACKUP, instance(0), 0, JsonNodeFactory.instance.objectNode().put("backup_id", id)
                .put("status", status).put("error_code", code)
                .put("created_at", clock().instant().minus(age).toString()));
    }

    private List<String> failures(String columns) {
        return jdbc().queryForList("select concat_ws(' ', " + columns + ", null) from operation_failure where"
                + " record_type = 'backup' and instance_id = '" + instance(0) + "' order by record_id", String.class);
    }

    @Test
    void followTheRouteOfTheirCategory() {
        fleet().resize(SimulatedKind.BACKUP, instance(0), 0);
        Arrays.stream(Category.values()).forEach(category -> backup(category.text(), "failed", codeOf(category),
                Duration.ZERO));

        sync();

        assertThat(Category.values()).allSatisfy(category -> assertThat(calls("failed-records-" + category.text())
                .getReceivedExchanges()).as(category.text()).isNotEmpty());
        assertThat(failures("record_id, category")).isNotEmpty()
                .allSatisfy(row -> assertThat(row.split(" ")[1]).isEqualTo(row.split(" ")[0]))
                .hasSameSizeAs(Category.values());
    }

    @Test
    void areWrittenAndToldOnceAndAgainWhenTheirCodeChanges() {
        backup("b", "failed", codeOf(Category.TOOL), Duration.ZERO);
        sync();
        sync();
        assertThat(failures("record_id, category")).containsExactly("b tool");

        fleet().change(SimulatedKind.BACKUP, instance(0), "b", json -> json.put("error_code", codeOf(Category.BUSY)));
        sync();

        assertThat(failures("record_id, category")).containsExactly("b busy");
        assertThat(calls("failed-records-note").getReceivedExchanges()).hasSize(2);
        assertThat(jdbc().queryForList("select kind from alert where open_key like 'operation_failure:backup:%:b'",
                String.class)).hasSize(1);
    }

    @Test
    void areOverWithTheirAlertsWhenALaterBackupSucceeds() {
        backup("b", "failed", codeOf(Category.TOOL), Duration.ofHours(1));
        sync();

        backup("c", "succeed", null, Duration.ZERO);
        sync();

        assertThat(failures("record_id, case when resolved_at is null then 'open' else 'over' end"))
                .containsExactly("b over");
        assertThat(jdbc().queryForList("select resolved_at from alert where kind = 'operation_failure'"
                + " and dedup_key like '%:b'", Object.class)).doesNotContainNull().hasSize(1);
    }

    @Test
    void takeTheirPageBackWhenTheyCannotBeNoted() {
        backup("b", "failed", codeOf(Category.TOOL), Duration.ZERO);
        fail("failed-records-note", new IllegalStateException("not now"));

        assertThat(sync().getStatus()).isEqualTo("partial");

        assertThat(failures("record_id")).isEmpty();
        assertThat(jdbc().queryForList("select backup_id from backup_record where instance_id = ?", String.class,
                instance(0))).isEmpty();
    }
}
