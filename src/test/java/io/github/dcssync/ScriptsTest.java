package io.github.dcssync;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** What no Java compiler reads: shell scripts and the report page's script. */
class ScriptsTest {

    private static final Path CHECKOUT = Path.of(System.getProperty("dcs.home", "")).toAbsolutePath();
    private static final List<String> NOT_OURS = List.of(".git", ".idea", "data", "target");

    /** @return the files of the checkout that name a shell in their first line */
    static List<Path> shellScripts() throws IOException {
        try (Stream<Path> entries = Files.list(CHECKOUT)) {
            return entries.filter(entry -> !NOT_OURS.contains(entry.getFileName().toString()))
                    .flatMap(entry -> files(entry).stream()).filter(ScriptsTest::isShellScript)
                    .map(CHECKOUT::relativize).toList();
        }
    }

    static List<Path> pageScripts() {
        return files(CHECKOUT.resolve("src/main/resources/web")).stream()
                .filter(file -> file.toString().endsWith(".js")).map(CHECKOUT::relativize).toList();
    }

    @Test
    void areFound() throws IOException {
        assertThat(shellScripts()).contains(Path.of("dcs-sync"), Path.of(".ci/run"));
        assertThat(pageScripts()).contains(Path.of("src/main/resources/web/page.js"));
    }

    @ParameterizedTest
    @MethodSource("shellScripts")
    void areFreeOfTheMistakesThatShellcheckKnows(Path script) throws Exception {
        assertThat(said("shellcheck", script.toString())).isEmpty();
    }

    @ParameterizedTest
    @MethodSource("pageScripts")
    void parse(Path script) throws Exception {
        assertThat(said("node", "--check", script.toString())).isEmpty();
    }

    private static List<Path> files(Path place) {
        try (Stream<Path> entries = Files.walk(place)) {
            return entries.filter(Files::isRegularFile).toList();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static boolean isShellScript(Path file) {
        try (BufferedReader text = Files.newBufferedReader(file, StandardCharsets.ISO_8859_1)) {
            String line = text.readLine();
            return line != null && line.matches("#!.*\\b(ba|da|k)?sh");
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** @return what a tool says of a file of the checkout, and its exit code where it says nothing and fails */
    private static String said(String... command) throws IOException, InterruptedException {
        Process tool;
        try {
            tool = new ProcessBuilder(command).directory(CHECKOUT.toFile()).redirectErrorStream(true).start();
        } catch (IOException e) {
            assumeTrue(false, command[0] + " is not installed: what it reads was not checked by it");
            throw e;
        }
        String said = new String(tool.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        int code = tool.waitFor();
        return said.isBlank() && code != 0 ? command[0] + " ended with " + code : said;
    }
}
