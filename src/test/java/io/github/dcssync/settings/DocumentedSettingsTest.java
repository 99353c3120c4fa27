package io.github.dcssync.settings;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.dcssync.testkit.Document;
import io.github.dcssync.testkit.DocumentedTable;
import io.github.dcssync.testkit.DocumentedTable.Row;
import java.io.IOException;
import java.util.List;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** The settings as the documents have them are those of the program. */
class DocumentedSettingsTest {

    private static final DocumentedTable TABLE =
            new DocumentedTable("settings", "All keys", List.of("key", "default", "given", "value", "meaning"));
    /** A key of this program in a text: not the code of a backup, the name of a logger or a host. */
    private static final Pattern KEY =
            Pattern.compile("(?<![\\w.:/-])dcs\\.[a-z][a-z-]*(\\.[\\w-]+)*(\\.\\*|\\.…)?");
    private static final Pattern VARIABLE = Pattern.compile("(?<![A-Z_])DCS_[A-Z0-9_]+(\\*)?");
    private static final String FILE = "_FILE";

    static List<Document> documents() {
        return Document.all();
    }

    @Test
    void listEveryKeyInTheTablesOrder() throws IOException {
        TABLE.says(SettingTable.ALL.stream().map(setting -> new Row(List.of("`" + setting.key() + "`",
                setting.defaultText() == null ? "–" : "`" + setting.defaultText() + "`", given(setting),
                (setting.secret() ? "secret: " : "") + setting.type().wanted().replaceAll("[|*]", "\\\\$0")),
                setting.description())).toList());
    }

    private static String given(Setting<?> setting) {
        return switch (setting.reach()) {
            case PLAIN -> "once";
            case SHARED_BY_SOURCES -> "once, or for each source";
            case SOURCE -> "for each source";
            case POLICY -> "for each policy";
            case SINK -> "for each sink";
        };
    }

    @ParameterizedTest
    @MethodSource("documents")
    void nameOnlyKeysThatThereAre(Document document) {
        assertThat(inSpansAndFences(document, KEY)).allSatisfy(key -> assertThat(isKey(key)).as(key).isTrue());
    }

    @ParameterizedTest
    @MethodSource("documents")
    void nameOnlyVariablesThatThereAre(Document document) {
        assertThat(inSpansAndFences(document, VARIABLE)).allSatisfy(variable -> assertThat(isVariable(variable)
                || variable.endsWith(FILE) && isVariable(variable.substring(0, variable.length() - FILE.length())))
                .as(variable).isTrue());
    }

    private static List<String> inSpansAndFences(Document document, Pattern pattern) {
        return Stream
                .concat(document.spans().stream(), document.fences().stream().flatMap(fence -> fence.lines().stream()))
                .flatMap(text -> pattern.matcher(text).results().map(match -> match.group())).toList();
    }

    private static boolean isKey(String key) {
        String begin = key.replaceFirst("\\.[*…]$", "");
        return begin.equals(key) ? KeyName.ofKey(key).isPresent() || isOfSomeName(key)
                : SettingTable.ALL.stream().anyMatch(setting -> setting.key().startsWith(begin + "."));
    }

    /** {@code dcs.source.NAME.endpoint} stands for the key of any source. */
    private static boolean isOfSomeName(String key) {
        return key.contains(".NAME.") && KeyName.ofKey(key.replace(".NAME.", ".name.")).isPresent();
    }

    private static boolean isVariable(String variable) {
        String begin = variable.replace("*", "");
        return begin.equals(variable)
                ? KeyName.ofVariable(variable).isPresent() || variable.equals(OperatorFiles.OVERLAY)
                : SettingTable.ALL.stream().anyMatch(setting -> Setting.variableOf(setting.key()).startsWith(begin));
    }
}
