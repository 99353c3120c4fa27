package io.github.dcssync.app;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class NodeTest {

    @TempDir
    Path folder;

    @Test
    void hasTheMachinesNameThoughThatHasNoAddress() throws Exception {
        assertThat(Node.host(Files.writeString(folder.resolve("hostname"), "db-tools\n"))).isEqualTo("db-tools");
        assertThat(Node.host(folder.resolve("none"))).isNotBlank();
    }

    @Test
    void endsWithTheNumberOfTheProcess() {
        assertThat(Node.name()).endsWith("/" + ProcessHandle.current().pid()).hasSizeLessThan(160);
    }
}
