package io.github.dcssync.kit;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.github.dcssync.testkit.Launcher;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import javax.xml.parsers.DocumentBuilderFactory;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.w3c.dom.Element;
import org.w3c.dom.Node;
import org.w3c.dom.NodeList;

/** What pom.xml says of the image agrees with the launcher, the Containerfile and the examples; ImageTrial runs it. */
class ImageTest {

    private Element container;
    private List<String> entrypoint;

    @BeforeEach
    void read() throws Exception {
        Element project = DocumentBuilderFactory.newInstance().newDocumentBuilder()
                .parse(Launcher.checkout().resolve("pom.xml").toFile()).getDocumentElement();
        Element plugin = elements(project.getElementsByTagName("plugin"))
                .filter(one -> text(one, "artifactId").equals("jib-maven-plugin")).findFirst().orElseThrow();
        container = elements(plugin.getElementsByTagName("container")).findFirst().orElseThrow();
        entrypoint = texts("argument");
    }

    /** Options, the character set and the main class; what the launcher finds out about a terminal is not there. */
    @Test
    void startsJavaAsTheLauncherDoes() throws Exception {
        String launcher = Files.readString(Launcher.checkout().resolve("dcs-sync"));
        String own = launcher.lines().filter(line -> line.startsWith("own=")).findFirst().orElseThrow();
        List<String> options = new ArrayList<>(List.of(own.substring(5, own.length() - 1).split(" ")));
        options.add("-XX:OnOutOfMemoryError=kill -USR1 %p");
        options.add("-Dfile.encoding=UTF-8");

        assertThat(entrypoint).containsAll(options).endsWith("io.github.dcssync.Main")
                .contains("-Ddcs.home=/", "/opt/dcs-sync/dcs-sync.jar:/overlay/ext/*");
        assertThat(launcher).contains("'-XX:OnOutOfMemoryError=kill -USR1 %p'", "-Dfile.encoding=UTF-8");
        assertThat(texts("arg")).containsExactly("run");
    }

    @Test
    void isUsedByTheExamplesAsItIsMade() {
        String user = text(container, "user");
        List<JsonNode> pods = Manifest.all().stream().flatMap(Manifest::pods).map(Pod::spec).toList();

        assertThat(pods).isNotEmpty().allSatisfy(pod -> assertThat(pod.at("/securityContext/runAsUser").asText() + ":"
                + pod.at("/securityContext/runAsGroup").asText()).isEqualTo(user));
        assertThat(pods).allSatisfy(pod -> assertThat(pod.findValuesAsText("mountPath"))
                .contains(text(container, "DCS_OVERLAY") + "/config"));
        assertThat(Manifest.only("Service").json().at("/spec/ports").findValuesAsText("port"))
                .containsExactlyElementsOf(texts("port"));
    }

    @Test
    void isTheSameAsTheContainerfileMakes() throws Exception {
        assertThat(Files.readAllLines(Kit.dist("Containerfile"))).contains("USER " + text(container, "user"),
                "EXPOSE " + String.join(" ", texts("port")), "VOLUME " + text(container, "volume"),
                "ENV DCS_OVERLAY=" + text(container, "DCS_OVERLAY"), "CMD [\"" + text(container, "arg") + "\"]");
    }

    @Test
    void isAskedForItsHealthWithUserAndPasswordWhereverTheirVariablesHaveThem(@TempDir Path folder) throws Exception {
        Path password = Files.writeString(folder.resolve("password"), "in a file\n");
        Path curl =
                Files.writeString(folder.resolve("curl"), "#!/bin/sh\nfor word in \"$@\"; do echo \"$word\"; done\n");
        Files.setPosixFilePermissions(curl, PosixFilePermissions.fromString("rwxr-xr-x"));

        assertThat(healthCheck(folder, Map.of())).doesNotContain("--user")
                .endsWith("http://127.0.0.1:9876/observe/health/live");
        assertThat(healthCheck(folder, Map.of("DCS_MANAGEMENT_USER", "ops", "DCS_MANAGEMENT_PASSWORD", "in a variable",
                "DCS_MANAGEMENT_PORT", "9877"))).containsSequence("--user", "ops:in a variable")
                .endsWith("http://127.0.0.1:9877/observe/health/live");
        assertThat(healthCheck(folder, Map.of("DCS_MANAGEMENT_USER", "ops", "DCS_MANAGEMENT_PASSWORD_FILE",
                password.toString()))).containsSequence("--user", "ops:in a file");
    }

    /** @return the arguments that its health check gives to curl */
    private static List<String> healthCheck(Path tools, Map<String, String> variables) throws Exception {
        Matcher command = Pattern.compile("(?m)^HEALTHCHECK .*?CMD ((?:.*\\\\\n)*.*)$")
                .matcher(Files.readString(Kit.dist("Containerfile")));
        assertThat(command.find()).isTrue();
        ProcessBuilder shell = new ProcessBuilder("/bin/sh", "-c", command.group(1)).redirectErrorStream(true);
        shell.environment().keySet().removeIf(name -> name.startsWith("DCS_"));
        shell.environment().put("PATH", tools + ":" + shell.environment().get("PATH"));
        shell.environment().putAll(variables);
        Process asking = shell.start();
        String said = new String(asking.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        assertThat(asking.waitFor()).as(said).isZero();
        return said.lines().toList();
    }

    /** A variable would beat the operator's file. */
    @Test
    void setsNoSetting() {
        assertThat(elements(container.getElementsByTagName("environment")).findFirst().orElseThrow().getTextContent()
                .strip().split("\\s+")).containsExactly("/overlay", "C.UTF-8");
    }

    private List<String> texts(String element) {
        return elements(container.getElementsByTagName(element)).map(Node::getTextContent).toList();
    }

    private static String text(Element parent, String element) {
        return parent.getElementsByTagName(element).item(0).getTextContent();
    }

    private static Stream<Element> elements(NodeList nodes) {
        return Stream.iterate(0, i -> i < nodes.getLength(), i -> i + 1).map(i -> (Element) nodes.item(i));
    }
}
