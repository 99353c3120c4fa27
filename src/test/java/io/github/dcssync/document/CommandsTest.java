package io.github.dcssync.document;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.dcssync.command.RootCommand;
import io.github.dcssync.report.Report;
import io.github.dcssync.testkit.Document;
import java.io.OutputStream;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import picocli.CommandLine;
import picocli.CommandLine.ParseResult;

/** What the documents tell readers to type is understood. */
class CommandsTest {

    private static final Pattern API = Pattern.compile("/api/reports/(report_\\w+)(\\?[^'\\s]*)?");
    private static final Set<String> API_PARAMETERS = Set.of("format", "limit", "offset");
    /** The launcher's own, which takes nothing. */
    private static final String PREPARE = "prepare";

    static List<Document> documents() {
        return Document.all();
    }

    private static CommandLine line() {
        return new RootCommand(Map.of(), OutputStream.nullOutputStream()).line();
    }

    @ParameterizedTest
    @MethodSource("documents")
    void areThoseOfTheProgram(Document document) {
        assertThat(ShellCommands.of(document, "dcs-sync")).allSatisfy(words -> {
            List<String> arguments = words.subList(1, words.size());
            if (!arguments.equals(List.of(PREPARE))) {
                ParseResult parsed = line().parseArgs(arguments.toArray(String[]::new));
                assertThat(parsed.hasSubcommand() || !parsed.matchedOptions().isEmpty()).as("%s", words).isTrue();
                nameAViewThatThereIs(parsed.hasSubcommand() ? parsed.subcommand() : parsed);
            }
        });
    }

    private static void nameAViewThatThereIs(ParseResult parsed) {
        if (parsed.commandSpec().name().equals("report") && parsed.hasMatchedPositional(0)) {
            String view = parsed.matchedPositionalValue(0, "");
            Report report = Report.of(view.startsWith("report_") ? view : "report_" + view);
            parsed.matchedOptionValue("--columns", List.<String>of()).forEach(report::column);
            parsed.matchedOptionValue("--where", Map.<String, String>of()).keySet().forEach(report::column);
        }
    }

    @ParameterizedTest
    @MethodSource("documents")
    void haveOnlyOptionsThatThereAreWhereTheyStandInASentence(Document document) {
        Set<String> commands = line().getSubcommands().keySet();
        assertThat(document.spans()).map(span -> ShellCommands.words(span.replaceFirst("^(\\./)?dcs-sync ", "")))
                .filteredOn(words -> !words.isEmpty() && commands.contains(words.get(0)))
                .allSatisfy(words -> assertThat(
                        words.stream().filter(word -> word.startsWith("--")).map(word -> word.split("=")[0]))
                        .as("%s", words).isSubsetOf(line().getSubcommands().get(words.get(0)).getCommandSpec()
                                .optionsMap().keySet()));
        assertThat(document.spans()).filteredOn(span -> span.matches("(\\./)?dcs-sync [a-z].*"))
                .map(span -> span.split(" ")[1]).allSatisfy(command -> assertThat(command.equals(PREPARE)
                        || commands.contains(command)).as(command).isTrue());
    }

    @Test
    void areListedInTheReadmeAsTheProgramListsThem() {
        assertThat(Document.of("README.md").section("Commands").rows("command").stream()
                .map(cells -> cells.get(0).replaceAll("[`\\[\\]]", "").split(" ")[0]))
                .containsExactlyInAnyOrderElementsOf(Stream.concat(line().getSubcommands().keySet().stream(),
                        Stream.of(PREPARE)).toList());
    }

    @ParameterizedTest
    @MethodSource("documents")
    void askTheApiForWhatItHas(Document document) {
        document.fences().stream().flatMap(fence -> fence.lines().stream()).map(API::matcher).filter(Matcher::find)
                .forEach(address -> {
                    Report report = Report.of(address.group(1));
                    Stream.of(Objects.requireNonNullElse(address.group(2), "").split("[?&]"))
                            .map(parameter -> parameter.split("=")[0])
                            .filter(name -> !name.isEmpty() && !API_PARAMETERS.contains(name)).forEach(report::column);
                });
    }

    /** Those that need neither network nor database. */
    @ParameterizedTest
    @MethodSource("documents")
    void runWhereThatCostsNothing(Document document) {
        assertThat(ShellCommands.of(document, "dcs-sync").filter(words -> words.contains("--explain")))
                .allSatisfy(words -> assertThat(output(words)).contains("action: "));
    }

    /** {@code ...} stands for what is left out. */
    @ParameterizedTest
    @MethodSource("documents")
    void printWhatIsShownBelowThem(Document document) {
        document.fences().stream().filter(fence -> !fence.lines().isEmpty()
                && fence.lines().get(0).startsWith("$ ./dcs-sync check --explain ")).forEach(fence -> {
                    String shown = String.join("\n", fence.lines().subList(1, fence.lines().size()));

                    assertThat(output(ShellCommands.words(fence.lines().get(0).substring(2))))
                            .startsWith(shown.replaceFirst("\\.\\.\\.$", ""));
                });
    }

    private static String output(List<String> words) {
        StringWriter out = new StringWriter();
        line().setOut(new PrintWriter(out)).execute(words.subList(1, words.size()).toArray(String[]::new));
        return out.toString();
    }
}
