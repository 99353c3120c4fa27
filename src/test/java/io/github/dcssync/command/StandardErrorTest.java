package io.github.dcssync.command;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import io.github.dcssync.settings.LogFormat;
import io.github.dcssync.testkit.CapturedError;
import java.io.PrintWriter;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

class StandardErrorTest {

    private static final JsonMapper JSON = JsonMapper.builder().build();

    @RegisterExtension
    private final CapturedError error = new CapturedError();

    private final StandardError complaints = new StandardError(() -> new PrintWriter(System.err, true));

    @AfterEach
    void forgetTheFormat() {
        LastResort.speak(LogFormat.TEXT, false);
    }

    @Test
    void speaksAsTheEnvironmentWantsBeforeThereAreSettings() throws Exception {
        complaints.expect(LogFormat.of(Map.of("DCS_LOG_FORMAT", " JSON ")));
        complaints.say("There is no command 'onec'");
        complaints.hint("Try: dcs-sync --help");

        JsonNode line = JSON.readTree(error.text());
        assertThat(line.get("level").asText()).isEqualTo("ERROR");
        assertThat(line.get("message").asText()).isEqualTo("There is no command 'onec'");
        assertThat(error.lines()).hasSize(1);
    }

    @Test
    void speaksToPeopleWhereTheEnvironmentSaysNothing() {
        complaints.expect(LogFormat.of(Map.of("DCS_LOG_FORMAT", "")));
        complaints.tell("the report page is in a.html");
        complaints.hint("Try: dcs-sync --help");

        assertThat(error.lines())
                .containsExactly("dcs-sync: the report page is in a.html", "Try: dcs-sync --help");
    }

    @Test
    void hasALastLineInEitherFormat() throws Exception {
        LastLine line = new LastLine("out of memory");

        assertThat(new String(line.in(LogFormat.TEXT), StandardCharsets.UTF_8)).isEqualTo("dcs-sync: out of memory\n");
        JsonNode json = JSON.readTree(line.in(LogFormat.JSON));
        assertThat(json.get("message").asText()).isEqualTo("out of memory");
        assertThat(json.get("level").asText()).isEqualTo("ERROR");
        assertThat(Instant.parse(json.get("timestamp").asText())).isBeforeOrEqualTo(Instant.now());
    }
}
