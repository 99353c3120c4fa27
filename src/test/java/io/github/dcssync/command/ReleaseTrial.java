package io.github.dcssync.command;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.github.dcssync.testkit.Launcher;
import io.github.dcssync.testkit.Tools;
import io.github.dcssync.testkit.Workplace;
import java.io.IOException;
import java.nio.file.DirectoryStream;
import java.nio.file.FileSystem;
import java.nio.file.FileSystems;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.jar.Attributes;
import java.util.jar.JarFile;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The release zip, unpacked into an empty folder, on a machine without Maven ({@code mvn -Prelease clean verify}). */
class ReleaseTrial {

    @TempDir
    private static Path folder;

    private static Path home;

    @BeforeAll
    static void unpackTheZip() throws IOException {
        Path built = only(Launcher.checkout().resolve("target"), "dcs-sync-*.zip");
        Path target = Files.createDirectories(folder.resolve("an empty folder"));
        // Without this the modes in the zip would be passed over.
        try (FileSystem zip = FileSystems.newFileSystem(built, Map.of("enablePosixFileAttributes", "true"))) {
            Path root = zip.getPath("/");
            try (Stream<Path> files = Files.walk(root)) {
                for (Path file : files.filter(file -> !file.equals(root)).toList()) {
                    Path copy = target.resolve(root.relativize(file).toString());
                    Files.copy(file, copy);
                    Files.setPosixFilePermissions(copy, Files.getPosixFilePermissions(file));
                }
            }
        }
        home = only(target, "*");
        Tools.in(folder.resolve("tools"));
    }

    @Test
    void runsTheDemoWithAJavaRuntimeAlone() throws Exception {
        Launcher.Result result = start("demo", "--once");

        assertThat(result.exitCode()).isZero();
        assertThat(result.summary()).matches(Workplace.SUMMARY);
        assertThat(home.resolve("data/demo.mv.db")).exists();
    }

    @Test
    void knowsItsVersionBeforeAndAfterItIsPrepared() throws Exception {
        String version = home.getFileName().toString().replace("dcs-sync-", "dcs-sync ");

        List<String> lines = start("--version").out();
        assertThat(lines).startsWith(version).hasSize(4);
        assertThat(start("prepare").exitCode()).isZero();
        assertThat(home.resolve("dcs-sync.jsa")).exists();
        assertThat(start("--version").out()).isEqualTo(lines);
    }

    @Test
    void holdsExactlyTheLibrariesOfTheClassPath() throws Exception {
        try (JarFile jar = new JarFile(home.resolve("dcs-sync.jar").toFile())) {
            String classPath = jar.getManifest().getMainAttributes().getValue(Attributes.Name.CLASS_PATH);
            assertThat(libraries()).containsExactlyInAnyOrder(classPath.replace("lib/", "").split(" "));
        }
    }

    @Test
    void namesEveryLibraryAndItsLicence() throws Exception {
        JsonNode components = new ObjectMapper().readTree(home.resolve("dcs-sync.cdx.json").toFile())
                .get("components");
        List<String> licences = Files.readAllLines(home.resolve("THIRD-PARTY.txt"));

        assertThat(libraries()).hasSameSizeAs(components);
        for (JsonNode component : components) {
            String name = component.get("name").asText();
            String version = component.get("version").asText();
            assertThat(libraries()).contains(name + "-" + version + ".jar");
            assertThat(licences).anyMatch(line -> line.contains(":" + name + ":" + version + " "));
        }
    }

    @Test
    void bringsTheExamplesForContainers() {
        assertThat(List.of("Containerfile", "compose.yaml", "kubernetes/config.yaml", "kubernetes/network-policy.yaml",
                "kubernetes/once.yaml", "kubernetes/run.yaml", "kubernetes/secret.yaml"))
                .allSatisfy(name -> assertThat(home.resolve(name)).isRegularFile());
    }

    private static List<String> libraries() throws IOException {
        try (Stream<Path> files = Files.list(home.resolve("lib"))) {
            return files.map(file -> file.getFileName().toString()).toList();
        }
    }

    private static Path only(Path place, String name) throws IOException {
        try (DirectoryStream<Path> files = Files.newDirectoryStream(place, name)) {
            List<Path> found = new ArrayList<>();
            files.forEach(found::add);
            assertThat(found).as("%s in %s (mvn clean removes older ones)", name, place).hasSize(1);
            return found.get(0);
        }
    }

    private static Launcher.Result start(String... arguments) throws IOException, InterruptedException {
        return Launcher.of(home.resolve("dcs-sync"), folder).with("PATH", folder.resolve("tools").toString())
                .with("JAVA_HOME", System.getProperty("java.home")).run(arguments);
    }
}
