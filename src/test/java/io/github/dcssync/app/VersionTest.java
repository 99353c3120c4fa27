package io.github.dcssync.app;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.jar.Attributes;
import java.util.jar.JarOutputStream;
import java.util.jar.Manifest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class VersionTest {

    @TempDir
    Path folder;

    @Test
    void hasTheRevisionOfTheJarWhereverThatLies() throws Exception {
        Path odd = Files.createDirectories(folder.resolve("a b!/c%20d"));

        assertThat(Version.revision(jar(odd.resolve("one.jar"), "4f1c2d3").toUri())).isEqualTo("4f1c2d3");
        assertThat(Version.revision(jar(odd.resolve("two.jar"), null).toUri())).isEqualTo("unknown");
    }

    @Test
    void isUnknownWhereNoManifestCanBeRead() throws Exception {
        assertThat(Version.revision(folder.toUri())).isEqualTo("unknown");
        assertThat(Version.revision(folder.resolve("none.jar").toUri())).isEqualTo("unknown");
        assertThat(Version.revision(Files.writeString(folder.resolve("none.jar"), "no jar").toUri()))
                .isEqualTo("unknown");
        assertThat(Version.revision(URI.create("https://example.com/dcs-sync.jar"))).isEqualTo("unknown");
    }

    private static Path jar(Path file, String revision) throws Exception {
        Manifest manifest = new Manifest();
        manifest.getMainAttributes().put(Attributes.Name.MANIFEST_VERSION, "1.0");
        if (revision != null) {
            manifest.getMainAttributes().putValue("Implementation-Revision", revision);
        }
        new JarOutputStream(Files.newOutputStream(file), manifest).close();
        return file;
    }
}
