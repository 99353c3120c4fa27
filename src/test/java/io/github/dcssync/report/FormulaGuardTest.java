package io.github.dcssync.report;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

class FormulaGuardTest {

    private static Stream<String[]> formulas() {
        return Stream.of(new String[][] {{"=1+1", "'=1+1"}, {"+1", "'+1"}, {"-1", "'-1"}, {"@a", "'@a"},
            {" =1", "' =1"},
            {"  \u00a0-1", "'  \u00a0-1"}, {"\t=1", "'\t=1"}, {"\ta", "'\ta"}, {"\r\n=1", "'\r\n'=1"},
            {"\n=1", "'\n'=1"}, {"\na", "'\na"}, {"\ufeff=1", "'\ufeff=1"}, {"\u200b=1", "'\u200b=1"},
            {"\u200b \ufeff\u2060+1", "'\u200b \ufeff\u2060+1"}, {"\uff1d1", "'\uff1d1"}, {"\uff0b1", "'\uff0b1"},
            {"\uff0d1", "'\uff0d1"}, {"\uff20a", "'\uff20a"}, {" \ufeff\uff1d1", "' \ufeff\uff1d1"},
            {"a;=1", "'a;'=1"}, {"a; =1", "'a;' =1"}, {"a;\u200b@x;+y", "'a;'\u200b@x;'+y"}, {"a\n=1", "'a\n'=1"},
            {"\"=1\"", "'\"=1\""}, {"a;\"=1\"", "'a;'\"=1\""}, {"\u3000=1", "'\u3000=1"}, {"\u202e=1", "'\u202e=1"},
            {"\0=1", "'\0=1"}, {"\u001b=1", "'\u001b=1"}, {"\u0085-1", "'\u0085-1"}});
    }

    @ParameterizedTest
    @MethodSource("formulas")
    void putsAnApostropheBeforeWhatCouldBeAFormula(String text, String guarded) {
        assertThat(FormulaGuard.guarded(text)).isEqualTo(guarded);
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "plain", "a=1", "a-b", "name@example.org", "a; b", "a;b=1", "'=1", "2026-01-01", "é",
        "\uD83D\uDE00", "a,=1", "x +1"})
    void leavesAlone(String text) {
        assertThat(FormulaGuard.guarded(text)).isEqualTo(text);
    }

    @Test
    void isTheSameInThePage() throws IOException {
        try (InputStream file = FormulaGuard.class.getResourceAsStream("/web/page.js")) {
            Matcher rule = Pattern.compile("const FORMULA = /(.*)/g;")
                    .matcher(new String(file.readAllBytes(), StandardCharsets.UTF_8));
            assertThat(rule.find()).isTrue();
            assertThat(rule.group(1)).isEqualTo(FormulaGuard.START);
        }
    }
}
