package io.github.dcssync.simulator;

import static io.github.dcssync.simulator.ApiClient.instances;
import static io.github.dcssync.simulator.ApiClient.json;
import static io.github.dcssync.simulator.ApiClient.values;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class InstanceListTest {

    private final Simulator simulator = Simulator.start(SimulatorOptions.builder().instances(15)
            .backupsPerInstance(1).restoresPerInstance(1).build());
    private final Fleet fleet = simulator.fleet();

    @AfterEach
    void close() {
        simulator.close();
    }

    @Test
    void showsTenOnV2AndAThousandOnV1WhenNoLimitIsGiven() {
        assertThat(ids(instances("v2"))).isEqualTo(fleet.instanceIds().subList(0, 10));
        assertThat(ids(instances("v1.0"))).isEqualTo(fleet.instanceIds());
    }

    @Test
    void pagesByStartOnV1AndByOffsetOnV2() {
        assertThat(ids(instances("v1.0") + "?start=15&limit=2")).isEqualTo(fleet.instanceIds().subList(14, 15));
        assertThat(ids(instances("v2") + "?offset=14&limit=2")).isEqualTo(fleet.instanceIds().subList(14, 15));
        assertThat(get(instances("v2") + "?offset=14").get("instance_num").intValue()).isEqualTo(15);
    }

    @Test
    void findsByIdNameAndStatus() {
        String id = fleet.addInstance("ledger-a");
        String longer = fleet.addInstance("ledger-ab");
        fleet.changeInstance(id, node -> node.put("status", "FLUSHING"));
        assertThat(ids(instances("v2") + "?instance_id=" + id)).containsExactly(id);
        assertThat(ids(instances("v1.0") + "?id=" + id)).containsExactly(id);
        assertThat(ids(instances("v2") + "?name=edger-a")).containsExactly(id, longer);
        assertThat(ids(instances("v2") + "?name=ledger-a&name_equal=true")).containsExactly(id);
        assertThat(ids(instances("v2") + "?status=FLUSHING")).containsExactly(id);
    }

    @Test
    void hidesFailedAndDeletedInstancesUntilAskedForThem() {
        String failed = fleet.addInstance("failed");
        String deleted = fleet.addInstance("deleted");
        fleet.changeInstance(failed, node -> node.put("status", "CREATEFAILED"));
        fleet.changeInstance(deleted, node -> node.put("status", "DELETED"));
        String all = instances("v2") + "?limit=1000";
        assertThat(ids(all)).isEqualTo(fleet.instanceIds().subList(0, 15));
        assertThat(ids(all + "&include_failure=true")).contains(failed).doesNotContain(deleted);
        assertThat(ids(all + "&include_delete=true")).contains(deleted).doesNotContain(failed);
    }

    @Test
    void readsAPlusSignInTheQueryAsABlank() {
        String id = fleet.addInstance("two words");
        assertThat(ids(instances("v2") + "?name=two+words")).containsExactly(id);
        assertThat(ids(instances("v2") + "?name=two%20words")).containsExactly(id);
    }

    @Test
    void hasNoRecordsOfADeletedInstanceAnyMore() {
        String id = fleet.instanceIds().get(0);
        fleet.changeInstance(id, node -> node.put("status", "DELETED"));
        assertThat(new ApiClient(simulator).get(ApiClient.backups("v2", id)).statusCode()).isEqualTo(404);
        fleet.removeInstance(fleet.instanceIds().get(1));
        assertThat(ids(instances("v2"))).hasSize(10).doesNotContain(id);
    }

    @Test
    void showsOneInstanceById() {
        String id = fleet.instanceIds().get(7);
        assertThat(get(instances("v2") + "/" + id)).isEqualTo(fleet.instance(id));
    }

    @Test
    void spellsFieldsAsEachVersionDoes() {
        JsonNode v1 = get(instances("v1.0")).get("instances").get(0);
        JsonNode v2 = get(instances("v2")).get("instances").get(0);
        assertThat(v1.get("update_at")).isEqualTo(v2.get("updated_at"));
        assertThat(v1.has("updated_at")).isFalse();
        assertThat(v1.get("resource_spec_code")).isEqualTo(v2.get("spec_code"));
        assertThat(v1.get("domainName")).isEqualTo(v1.get("domain_name"));
    }

    @Test
    void capsPagesAndCountsAsToldHereToo() {
        try (Simulator capped = Simulator.start(SimulatorOptions.builder().pageCap(4)
                .totalNum(TotalNum.PAGE_COUNT).build())) {
            JsonNode page = json(new ApiClient(capped).get(instances("v2") + "?limit=1000"));
            assertThat(page.get("instances")).hasSize(4);
            assertThat(page.get("instance_num").intValue()).isEqualTo(4);
        }
    }

    private JsonNode get(String pathAndQuery) {
        return json(new ApiClient(simulator).get(pathAndQuery));
    }

    private List<String> ids(String pathAndQuery) {
        return values(new ApiClient(simulator).get(pathAndQuery), "instances", "instance_id");
    }
}
