package io.github.dcssync.history;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.github.dcssync.simulator.Answer;
import io.github.dcssync.simulator.Operation;
import io.github.dcssync.simulator.SimulatedKind;
import io.github.dcssync.sync.Summary;
import io.github.dcssync.testkit.OnEveryDatabase;
import io.github.dcssync.testkit.SyncFixture;
import io.github.dcssync.testkit.TestDatabase;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** The versions of the API list the same records, however each of them counts. */
@OnEveryDatabase
class ApiVersionsTest {

    private static final JsonMapper JSON = JsonMapper.builder().build();
    private static final int CAP = 5;

    private final TestDatabase store;

    ApiVersionsTest(TestDatabase store) {
        this.store = store;
    }

    /** What one version counts to the end of the list, the other may count to the end of the answer. */
    @Test
    void learnAnewWhatACountMeans() throws Exception {
        try (SyncFixture stage = SyncFixture.on(store).fleet(2, 23, 0).service(service -> service.pageCap(CAP)).start()) {
            stage.simulator().injectFaults((request, answer) ->
                    request.operation() == Operation.BACKUPS_V2 ? countingItself(answer) : answer);
            stage.fullSync();
            assertThat(stage.tables().column("select concat(api, '=', meaning) from total_num_meaning where endpoint ="
                    + " 'backups'")).containsExactly("v1.0=total");
            stage.restart(Map.of("DCS_BACKUPS_API", "v2"));

            Summary summary = stage.fullSync().getSummary();

            assertThat(summary.fields()).containsEntry("unchanged", 46L).containsEntry("vanished", 0L);
            stage.stored().equalsWhatIsListed();
            assertThat(stage.tables().column("select concat(api, '=', meaning) from total_num_meaning where endpoint ="
                    + " 'backups'")).containsExactly("v2=page");
        }
    }

    private static Answer countingItself(Answer answer) {
        try {
            ObjectNode list = (ObjectNode) JSON.readTree(answer.body());
            list.put("total_num", list.path(SimulatedKind.BACKUP.listField()).size());
            return Answer.json(answer.status(), JSON.writeValueAsBytes(list));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
