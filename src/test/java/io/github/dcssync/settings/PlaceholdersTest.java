package io.github.dcssync.settings;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class PlaceholdersTest {

    private final Map<String, String> environment = new HashMap<>(Map.of("HOST", "db", "PORT", "5433", "EMPTY", ""));
    private final Placeholders unit = new Placeholders(environment);

    @TempDir
    Path home;

    @Test
    void fillsInSeveralVariables() {
        assertThat(unit.fill("jdbc:postgresql://{{env:HOST}}:{{env:PORT}}/dcs"))
                .isEqualTo("jdbc:postgresql://db:5433/dcs");
    }

    @Test
    void takesTheDefaultOfAnUnsetVariable() {
        assertThat(unit.fill("{{env:NOBODY:jdbc:h2:mem:x}}")).isEqualTo("jdbc:h2:mem:x");
        assertThat(unit.fill("{{env:EMPTY:7}}")).isEqualTo("7");
        assertThat(unit.fill("{{env:HOST:other}}")).isEqualTo("db");
    }

    @Test
    void isUnsetWhenAVariableWithoutDefaultIsUnset() {
        assertThat(unit.fill("{{env:NOBODY}}")).isNull();
        assertThat(unit.fill("prefix-{{env:EMPTY}}")).isNull();
        assertThat(unit.fill("{{env:NOBODY:}}")).isNull();
    }

    @Test
    void doesNotFillInWhatAVariableHolds() {
        environment.put("NESTED", "{{env:HOST}} $1 \\");

        assertThat(unit.fill("{{env:NESTED}}")).isEqualTo("{{env:HOST}} $1 \\");
    }

    @Test
    void leavesOtherBracesAlone() {
        assertThat(unit.fill("log:{{name}}")).isEqualTo("log:{{name}}");
    }

    @Test
    void refusesAPlaceholderThatCannotBeRead() {
        assertThat(Operator.ready(home).line("dcs.db.user={{env:DB USER}}").faults())
                .containsExactly("dcs.db.user={{env:DB USER}} (config/application.properties:1):"
                        + " write {{env:NAME}} or {{env:NAME:default}}");
    }

    @Test
    void aLineWhoseVariableIsUnsetLeavesTheDefault() {
        assertThat(Operator.ready(home).line("dcs.db.user={{env:DB_USER}}").load().database().user()).isEqualTo("sa");
    }
}
