package io.github.dcssync;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What holds for all the text of the checkout. */
class SourceTextTest {

    private static final Path CHECKOUT = Path.of(System.getProperty("dcs.home", "")).toAbsolutePath();
    private static final Pattern CASE_OF_THE_MACHINE =
            Pattern.compile("to(Lower|Upper)Case(\\(\\)|$)|::to(Lower|Upper)Case");

    @TempDir
    Path folder;

    @Test
    void changesNoCaseByTheLanguageOfTheMachine() throws IOException {
        try (Stream<Path> files = Files.walk(CHECKOUT.resolve("src/main/java"))) {
            List<Path> sources = files.filter(file -> file.toString().endsWith(".java")).toList();

            assertThat(sources).hasSizeGreaterThan(200).allSatisfy(source -> assertThat(Files.readAllLines(source))
                    .noneMatch(line -> CASE_OF_THE_MACHINE.matcher(line).find()));
        }
    }

    @Test
    void keepsTheLineEndsOfScriptsAndTheBytesOfPicturesWhateverGitIsSetTo() throws Exception {
        assumeTrue(isGitHere(), "there is no git");
        Path origin = Files.createDirectories(folder.resolve("origin"));
        byte[] picture = {(byte) 0x89, 'P', 'N', 'G', '\r', '\n', 0x1a, '\n'};
        Files.copy(CHECKOUT.resolve(".gitattributes"), origin.resolve(".gitattributes"));
        Files.copy(CHECKOUT.resolve("dcs-sync"), origin.resolve("dcs-sync"));
        Files.write(origin.resolve("page.png"), picture);
        git(origin, "init", "-q");
        git(origin, "add", ".");
        git(origin, "-c", "user.name=a", "-c", "user.email=a@example.com", "commit", "-q", "-m", "Begin");

        git(folder, "clone", "-q", "-c", "core.autocrlf=true", "-c", "core.eol=crlf", "origin", "copy");

        assertThat(folder.resolve("copy/dcs-sync")).hasSameBinaryContentAs(CHECKOUT.resolve("dcs-sync"));
        assertThat(folder.resolve("copy/page.png")).hasBinaryContent(picture);
    }

    private static boolean isGitHere() throws InterruptedException {
        try {
            return new ProcessBuilder("git", "--version").start().waitFor() == 0;
        } catch (IOException e) {
            return false;
        }
    }

    private static void git(Path directory, String... arguments) throws Exception {
        Process git = new ProcessBuilder(Stream.concat(Stream.of("git"), Stream.of(arguments)).toList())
                .directory(directory.toFile()).inheritIO().start();
        assertThat(git.waitFor(5, TimeUnit.MINUTES)).isTrue();
        assertThat(git.exitValue()).as("git %s", List.of(arguments)).isZero();
    }
}
