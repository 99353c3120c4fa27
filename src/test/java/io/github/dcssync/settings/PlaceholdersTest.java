package io.github.dcssync.settings;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.dcssync.testkit.Operator;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class PlaceholdersTest {

    private final Map<String, String> environment = new HashMap<>(Map.of("HOST", "db", "PORT", "5433", "EMPTY", ""));

    @TempDir
    Path home;

    @Test
    void fillsInSeveralVariables() {
        assertThat(fill("jdbc:postgresql://{{env:HOST}}:{{env:PORT}}/dcs")).isEqualTo("jdbc:postgresql://db:5433/dcs");
    }

    @Test
    void takesTheDefaultOfAnUnsetVariable() {
        assertThat(fill("{{env:NOBODY:jdbc:h2:mem:x}}")).isEqualTo("jdbc:h2:mem:x");
        assertThat(fill("{{env:EMPTY:7}}")).isEqualTo("7");
        assertThat(fill("{{env:HOST:other}}")).isEqualTo("db");
    }

    @Test
    void isUnsetWhenAVariableWithoutDefaultIsUnset() {
        assertThat(fill("{{env:NOBODY}}")).isNull();
        assertThat(fill("prefix-{{env:EMPTY}}")).isNull();
        assertThat(fill("{{env:NOBODY:}}")).isEmpty();
    }

    @Test
    void doesNotFillInWhatAVariableOrAFileHolds() throws IOException {
        environment.put("NESTED", "{{env:HOST}} {{{{ $1 \\");
        write("nested", "{{file:other}} {{env:HOST}} {{{{");

        assertThat(fill("{{env:NESTED}}")).isEqualTo("{{env:HOST}} {{{{ $1 \\");
        assertThat(fill("{{file:nested}}")).isEqualTo("{{file:other}} {{env:HOST}} {{{{");
    }

    @Test
    void leavesBracesWithoutAFunctionAlone() {
        assertThat(fill("log:{{name}} {{?x}} {{}} {{ {a:b}} }}")).isEqualTo("log:{{name}} {{?x}} {{}} {{ {a:b}} }}");
    }

    @Test
    void writesTwoBracesForFour() {
        assertThat(fill("{{{{env:HOST}} {{{{x}} {{{{{{{{ {{{env:HOST}}}"))
                .isEqualTo("{{env:HOST}} {{x}} {{{{ {db}");
    }

    @Test
    void cutsOneLineBreakOffAFileAndNothingElse() throws IOException {
        write("unix", " a b \n");
        write("windows", "ab\r\n");
        write("none", "ab\t");
        write("two", "ab\n\n");

        assertThat(fill("{{file:unix}}")).isEqualTo(" a b ");
        assertThat(fill("<{{file:windows}}>")).isEqualTo("<ab>");
        assertThat(fill("{{file:" + home.resolve("none") + "}}")).isEqualTo("ab\t");
        assertThat(fill("{{file:two}}")).isEqualTo("ab\n");
    }

    @ParameterizedTest
    @ValueSource(strings = {"{{env:DB USER}}", "{{env:}}", "{{env:HOST", "{{ env:HOST}}", "{{ENV:HOST}}",
        "{{env :HOST}}",
        "{{bean:x}}", "{{sys:user.home}}", "{{dcs:x", "{{vault:secret/x#y}}", "{{env:X:{{env:HOST}}}}",
        "{{file:nowhere}}", "{{file:}}", "{{file:folder}}", "{{file:empty}}", "{{file:break}}", "{{file:binary}}",
        "{{file:long}}", "{{file:a\0b}}"})
    void refusesWhatCannotBeRead(String text) throws IOException {
        Files.createDirectory(home.resolve("folder"));
        write("empty", "");
        write("break", "\n");
        Files.write(home.resolve("binary"), new byte[] {'a', (byte) 0xff, (byte) 0xfe});
        write("long", "a".repeat(64 * 1024 + 1));

        assertThatThrownBy(() -> fill("before " + text)).isInstanceOf(SettingType.RefusedValue.class);
    }

    @Test
    void saysWhichKeyAndWhichFunction() {
        assertThat(Operator.ready(home).line("dcs.db.user={{bean:x}}").faults())
                .containsExactly(
                        "dcs.db.user={{bean:x}} (config/application.properties:1): {{bean: is no function here;"
                                + " write {{env:NAME}} or {{file:PATH}}, and {{{{ for two braces");
    }

    @Test
    void aLineWhoseVariableIsUnsetLeavesTheDefault() {
        assertThat(Operator.ready(home).line("dcs.db.user={{env:DB_USER}}").load().database().user()).isEqualTo("sa");
    }

    private String fill(String text) {
        return new Placeholders(environment, home).fill(text).value();
    }

    private void write(String name, String text) throws IOException {
        Files.writeString(home.resolve(name), text);
    }
}
