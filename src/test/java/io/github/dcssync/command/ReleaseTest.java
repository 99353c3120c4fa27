package io.github.dcssync.command;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.dcssync.testkit.Launcher;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Stream;
import javax.xml.parsers.DocumentBuilderFactory;
import org.junit.jupiter.api.Test;
import org.w3c.dom.NodeList;

/** What a release brings besides the program agrees with it, as far as that can be seen without building one. */
class ReleaseTest {

    private static final List<String> BUILT = List.of("dcs-sync.jar", "THIRD-PARTY.txt", "dcs-sync.cdx.json", "lib");

    @Test
    void theDescriptorTakesOnlyWhatIsThere() throws Exception {
        List<String> sources = new ArrayList<>(texts("source"));
        sources.addAll(texts("include"));
        sources.addAll(texts("directory"));

        assertThat(sources).hasSizeGreaterThan(10);
        for (String source : sources) {
            String name = source.replace("${project.basedir}", ".").replace("${project.build.directory}/", "")
                    .replace("/**", "");
            assertThat(BUILT.contains(name) || name.equals("release") || Files.exists(checkout(name)))
                    .as(source).isTrue();
        }
    }

    @Test
    void theContainerCopiesWhatTheProgramNeedsAndNothingElse() throws Exception {
        List<String> copied = words("Containerfile", "COPY ").filter(word -> !word.endsWith("/")).toList();

        assertThat(copied).contains("dcs-sync", "dcs-sync.jar", "lib", "routes", "config")
                .allSatisfy(name -> assertThat(BUILT.contains(name) || Files.exists(checkout(name))
                        || Files.exists(checkout("src/main/dist/" + name))).as(name).isTrue());
    }

    @Test
    void theContainerRunsAsANumberedUserOtherThanRoot() throws Exception {
        assertThat(words("Containerfile", "USER ")).singleElement().asString().matches("[1-9]\\d+:[1-9]\\d+");
    }

    @Test
    void theServiceStartsTheStandingCommandWithLittleRight() throws Exception {
        assertThat(dist("dcs-sync.service")).contains("Type=exec", "ExecStart=/opt/dcs-sync/dcs-sync run",
                "DynamicUser=yes", "NoNewPrivileges=yes", "ProtectSystem=strict", "PrivateTmp=yes",
                "RestartPreventExitStatus=" + ExitCode.USAGE);
    }

    @Test
    void theServiceLetsTheJvmWriteTheCodeItCompiles() throws Exception {
        assertThat(dist("dcs-sync.service")).noneMatch(line -> line.startsWith("MemoryDenyWriteExecute"))
                .noneMatch(line -> line.startsWith("ProcSubset"));
    }

    /** What an environment has, every process of the user may read, and a log may show. */
    @Test
    void theServiceHandsTheSecretKeyOverInAFile() throws Exception {
        assertThat(dist("dcs-sync.service")).contains("LoadCredential=secret-key:/etc/dcs-sync/secret-key",
                "Environment=CLOUD_SDK_SK_FILE=%d/secret-key").noneMatch(line -> line.startsWith("#   CLOUD_SDK_SK="));
    }

    private static List<String> texts(String element) throws Exception {
        NodeList nodes = DocumentBuilderFactory.newInstance().newDocumentBuilder()
                .parse(checkout("src/main/assembly/release.xml").toFile()).getElementsByTagName(element);
        List<String> texts = new ArrayList<>();
        for (int i = 0; i < nodes.getLength(); i++) {
            texts.add(nodes.item(i).getTextContent());
        }
        return texts;
    }

    private static Stream<String> words(String file, String instruction) throws IOException {
        return dist(file).stream().filter(line -> line.startsWith(instruction))
                .flatMap(line -> Arrays.stream(line.substring(instruction.length()).split(" ")));
    }

    private static List<String> dist(String file) throws IOException {
        return Files.readAllLines(checkout("src/main/dist/" + file));
    }

    private static Path checkout(String name) {
        return Launcher.checkout().resolve(name);
    }
}
