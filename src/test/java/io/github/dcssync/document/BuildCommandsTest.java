package io.github.dcssync.document;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.dcssync.testkit.Document;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** What the documents tell readers to build and test with is there. */
class BuildCommandsTest {

    private static final Set<String> PHASES = Set.of("clean", "test", "test-compile", "package", "verify");
    private static final Pattern PROFILE = Pattern.compile("<profile>\\s*<id>([^<]+)</id>");
    private static final Pattern VERSION =
            Pattern.compile("<artifactId>dcs-sync</artifactId>\\s*<version>([0-9.]+)(-SNAPSHOT)?</version>");
    private static final Pattern RELEASE = Pattern.compile("dcs-sync-[0-9]+(\\.[0-9]+)+");
    private static final Set<String> PROPERTIES =
            Set.of("test", "it.test", "surefire.failIfNoSpecifiedTests", "documents.write", "conflicts.every");
    /** What Maven is given so that of one kind of test it runs none. */
    private static final String NO_TEST = "NoSuchTest";

    static List<Document> documents() {
        return Document.all();
    }

    @ParameterizedTest
    @MethodSource("documents")
    void areThoseOfTheBuild(Document document) throws Exception {
        String pom = Files.readString(Path.of("pom.xml"));
        Set<String> profiles = PROFILE.matcher(pom).results().map(match -> match.group(1)).collect(Collectors.toSet());
        assertThat(commands(document)).allSatisfy(words -> assertThat(words.subList(1, words.size()))
                .isNotEmpty().allSatisfy(word -> assertThat(PHASES.contains(word) || isGoalOf(pom, word)
                        || word.startsWith("-P") && profiles.contains(word.substring(2))
                        || word.startsWith("-D") && (PROPERTIES.contains(word.substring(2).split("=")[0])
                                || pom.contains(word.substring(2).split("=")[0])))
                        .as(word).isTrue()));
    }

    /** As in {@code spotless:apply}. */
    private static boolean isGoalOf(String pom, String word) {
        return word.contains(":") && pom.contains("<artifactId>" + word.split(":")[0] + "-maven-plugin</artifactId>");
    }

    @ParameterizedTest
    @MethodSource("documents")
    void nameTheReleaseThatIsNext(Document document) throws Exception {
        String next =
                VERSION.matcher(Files.readString(Path.of("pom.xml"))).results().findFirst().orElseThrow().group(1);
        assertThat(document.find(RELEASE)).allSatisfy(release -> assertThat(release).isEqualTo("dcs-sync-" + next));
    }

    @ParameterizedTest
    @MethodSource("documents")
    void nameTestsThatThereAre(Document document) throws Exception {
        List<String> tests;
        try (Stream<Path> files = Files.walk(Path.of("src/test/java"))) {
            tests = files.map(file -> file.getFileName().toString()).filter(name -> name.endsWith(".java"))
                    .map(name -> name.replace(".java", "")).toList();
        }
        assertThat(commands(document).flatMap(List::stream).filter(word -> word.matches("-D(it\\.)?test=.*"))
                .flatMap(word -> Stream.of(word.split("=")[1].split(","))).filter(name -> !name.equals(NO_TEST)))
                .allSatisfy(name -> assertThat(tests).as(name).anyMatch(test -> test.matches(name.replace("*", ".*"))));
    }

    /** In blocks and in sentences. */
    private static Stream<List<String>> commands(Document document) {
        return Stream.concat(ShellCommands.of(document, "mvn"), document.spans().stream()
                .filter(span -> span.startsWith("mvn ")).map(ShellCommands::words));
    }
}
