package io.github.dcssync.rule;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import io.github.dcssync.table.TableException;
import io.github.dcssync.testkit.RuleTables;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class RuleRefusalsTest {

    @TempDir
    Path folder;

    @Test
    void refusesATableWithoutALastRuleForTheRest() {
        assertThat(fault(RuleTables.rule("only", "status: 404", "action: retry")))
                .contains("table.yaml: the last rule has to claim what no other does: end the list with a rule that");
    }

    @ParameterizedTest
    @CsvSource({"status: 100-599", "on: list", "credentials: keys", "exception: Throwable", "codes: DCS.4000"})
    void takesARuleWithAConditionForNoLastRule(String condition) {
        assertThat(fault(RuleTables.rule("nearly", condition, "action: fail_source")))
                .contains("the last rule has to claim what no other does");
    }

    @Test
    void refusesTwoRulesOfOneName() {
        assertThat(fault(RuleTables.rule("twice", "status: 404", "action: retry"),
                RuleTables.rule("twice", "status: 403", "action: retry"), RuleTables.LAST))
                .contains("two rules have the name 'twice'; rename one of them");
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', value = {
        "status: 404 | status: [404]",
        "status: 5xx | status: 500-599",
        "codes: [APIG.0308, DCS.4096] | codes: [111400096, APIGW.0308]",
        "on: list | on: list",
        "exception: IOException | exception: [IOException]"})
    void refusesTwoRulesForExactlyTheSameCase(String first, String second) {
        assertThat(fault(RuleTables.rule("first", first, "action: fail_source"),
                RuleTables.rule("second", second, "action: fail_source"), RuleTables.LAST))
                .contains("the rules 'first' and 'second' are for exactly the same case; delete one of them");
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', value = {
        "status: 4xx | status: [404, 410]",
        "status: 4xx | {status: 404, codes: DCS.3022}",
        "codes: IAM.* | {status: 401, codes: [IAM.0061, 1101]}",
        "codes: [DCS.4096, DCS.4097] | codes: 111400097",
        "exception: IOException | exception: java.net.SocketTimeoutException",
        "exception: IOException | exception: SocketTimeoutException",
        "exception: [JsonProcessingException, Odd] | {exception: Odd, on: list}",
        "credentials: token | {credentials: token, on: discovery}"})
    void refusesARuleThatIsNeverReached(String first, String second) {
        assertThat(fault(RuleTables.rule("wide", fields(first)), RuleTables.rule("narrow", fields(second)),
                RuleTables.LAST))
                .contains("the rule 'narrow' is never reached, because 'wide' before it claims all of its case;"
                        + " move it up or delete it");
    }

    @Test
    void refusesARuleThatSeveralOthersLeaveNothing() {
        assertThat(fault(RuleTables.rule("a", "status: 401", "credentials: token", "action: reauthenticate"),
                RuleTables.rule("b", "status: 400-402", "credentials: keys", "action: fail_source"),
                RuleTables.rule("c", "status: 401", "action: fail_source"), RuleTables.LAST))
                .contains("the rule 'c' is never reached, because 'b', 'a' before it claims all of its case");
    }

    @Test
    void refusesRulesAfterTheOneThatClaimsEverything() {
        assertThat(faults(RuleTables.LAST, RuleTables.rule("late", "status: 404", "action: retry"))).hasSize(2)
                .anySatisfy(line -> assertThat(line).contains("'late' is never reached, because 'last' before it"));
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', value = {
        "status: 404 | {status: 4xx, codes: DCS.3022}",
        "{status: 404, on: list} | status: 404",
        "{status: 404, credentials: token} | status: 404",
        "exception: SocketTimeoutException | exception: IOException",
        "codes: DCS.4096 | status: 400",
        "status: 400 | codes: DCS.4096"})
    void keepsARuleThatIsReachedInPart(String first, String second) {
        Path file = RuleTables.write(folder, RuleTables.rule("first", fields(first)),
                RuleTables.rule("second", fields(second)),
                RuleTables.LAST);

        assertThat(ErrorRules.load(file).rules()).hasSize(3);
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', value = {
        "stauts: 404 | the key 'stauts' is not known; known are name, status, codes, exception",
        "status: 600 | the status '600' is none; write 404, 5xx or 500-504",
        "status: 504-500 | the status '504-500' is none",
        "status: [] | 'status' is empty; leave the key out when all are meant",
        "status: {from: 400} | 'status' has something in it that is no text",
        "codes: DCS.40xx | the code 'DCS.40xx' is malformed; write one like APIG.0308",
        "codes: dcs.08.0001 | belong into error-codes.yaml",
        "exception: java.net.SocketTimoutException | is no class of this program; check the spelling",
        "exception: no-class | the exception 'no-class' is no class name",
        "on: lists | 'on' is 'lists'; it has to be any, or one of list, discovery",
        "credentials: password | 'credentials' is 'password'; it has to be any, or one of keys, token",
        "exhausted: retry | 'exhausted' is 'retry'; it has to be one of skip_instance, fail_source"})
    void refusesWhatItDoesNotUnderstandAndSaysWhatWouldBeRight(String field, String text) {
        assertThat(fault(RuleTables.rule("odd", field, "action: {list: retry, discovery: retry}"), RuleTables.LAST))
                .startsWith(folder.resolve("table.yaml") + " line 1, name 'odd': ").contains(text);
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', value = {
        "action: ignore | 'action' is 'ignore'; it has to be one of retry, reauthenticate, skip_instance",
        "action: skip_instance | 'action' cannot be skip_instance when the list of instances fails; write 'on: list'",
        "action: treat_as_empty | 'action' cannot be treat_as_empty when the list of instances fails",
        "action: {list: retry} | 'discovery' has to be there",
        "action: {list: retry, discovery: retry, both: retry} | the key 'both' is not known; known are list, discovery",
        "{action: fail_source, exhausted: fail_source} | 'exhausted' says what is done after retry or reauthenticate",
        "{action: retry, exhausted: skip_instance} | 'exhausted' cannot be skip_instance when the list of instances"})
    void refusesActionsThatCannotBe(String action, String text) {
        String[] fields = action.startsWith("{") ? fields(action.substring(0, action.length() - 1) + ", on: any}")
                : new String[] {action};

        assertThat(fault("- {name: x, status: 404, fixed_by: operator, why: So., "
                + String.join(", ", fields) + "}\n", RuleTables.LAST)).contains(text);
    }

    @Test
    void refusesARuleThatLacksSomething() {
        assertThat(faults("- status: 404\n", RuleTables.LAST)).hasSize(4)
                .allSatisfy(line -> assertThat(line).contains("table.yaml line 1: '").contains("has to be there"));
    }

    @Test
    void refusesNamesThatCannotBeReadWellInAReport() {
        assertThat(fault(RuleTables.rule("My_Rule", "status: 404", "action: retry"), RuleTables.LAST))
                .contains("the name has to be of small letters, digits and single hyphens");
    }

    @Test
    void saysAllThatIsWrongAtOnce() {
        assertThat(faults(RuleTables.rule("a", "status: 999", "action: retry"),
                RuleTables.rule("b", "status: 404", "action: maybe"), RuleTables.LAST)).hasSize(2)
                .satisfies(lines -> assertThat(lines.get(1)).contains("line 6, name 'b'"));
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', value = {
        "- name: a\\n  why: 'open | line 2",
        "- name: a\\n  name: b\\n | line 2",
        "- name: a\\n\\twhy: tab\\n | line 2",
        "rules: []\\n | this is no list; each entry begins with '- name: '",
        "# nothing\\n | this is no list",
        "- name: a\\n- just text\\n | line 2: this is no entry"})
    void saysWhereTheYamlIsBroken(String yaml, String text) {
        assertThat(fault(yaml.replace("\\n", "\n").replace("\\t", "\t"))).contains(text).doesNotContain("\n");
    }

    @Test
    void refusesASecondDocument() {
        assertThat(fault(RuleTables.LAST, "---\n", RuleTables.LAST))
                .contains("the list has ended before; make it one list");
    }

    @Test
    void saysWhichFileIsMissing() {
        Path absent = folder.resolve("absent.yaml");

        assertThatThrownBy(() -> ErrorRules.load(absent)).isInstanceOf(TableException.class)
                .hasMessage(absent + ": there is no such file; take it from the distribution");
    }

    @Test
    void saysWhichFileIsNoText() throws IOException {
        Path file = Files.write(folder.resolve("table.yaml"), new byte[] {'-', (byte) 0xff, '\n'});

        assertThatThrownBy(() -> ErrorRules.load(file)).isInstanceOf(TableException.class)
                .hasMessageContaining("cannot be read as UTF-8 text");
    }

    private String fault(String... parts) {
        List<String> faults = faults(parts);
        assertThat(faults).hasSize(1);
        return faults.get(0);
    }

    private List<String> faults(String... parts) {
        Path file = RuleTables.write(folder, parts);
        return catchThrowableOfType(TableException.class, () -> ErrorRules.load(file)).faults();
    }

    /** Fields as one writes them in braces, each on its own, with an action that is always possible. */
    private static String[] fields(String text) {
        String inner = text.startsWith("{") ? text.substring(1, text.length() - 1) : text;
        String all = inner.contains("action:") ? inner : inner + ", action: fail_source";
        return all.split(", (?=[a-z_]+:)");
    }
}
