package io.github.dcssync.check;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import io.github.dcssync.testkit.Document;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

/** The policy that the documents have allows what a sync asks for, and nothing else. */
class DocumentedPolicyTest {

    @Test
    void allowsTheListsAndNothingElse() throws Exception {
        List<Document.Fence> blocks = Document.page("operations").section("Rights at the service").fences().stream()
                .filter(fence -> fence.language().equals("json")).toList();
        JsonNode policy = JsonMapper.builder().build().readTree(String.join("\n", blocks.get(0).lines()));
        List<String> actions = new ArrayList<>();
        policy.at("/Statement/0/Action").forEach(action -> actions.add(action.asText()));

        assertThat(blocks).hasSize(1);
        assertThat(policy.get("Version").asText()).isEqualTo("1.1");
        assertThat(policy.get("Statement")).hasSize(1);
        assertThat(policy.at("/Statement/0/Effect").asText()).isEqualTo("Allow");
        assertThat(actions).containsExactly(IamActions.INSTANCES, IamActions.BACKUPS, IamActions.RESTORES);
    }
}
