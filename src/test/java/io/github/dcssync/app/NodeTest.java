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
    void hasANameOfItsOwnWhereTheMachineHasNone() throws Exception {
        Path nameless = Files.writeString(folder.resolve("hostname"), "\n");

        assertThat(Node.host(nameless)).matches("node-[0-9a-f]{8}").isNotEqualTo(Node.host(nameless));
    }

    @Test
    void isCalledAsTheSettingsSayAndEndsWithTheNumberOfTheProcess() {
        String process = "/" + ProcessHandle.current().pid();

        assertThat(Node.name("rack 7")).isEqualTo("rack 7" + process);
        assertThat(Node.name("x".repeat(1000))).endsWith(process).hasSizeLessThan(160);
        assertThat(Node.name(null)).endsWith(process).hasSizeGreaterThan(process.length());
        assertThat(Node.name(" ")).isEqualTo(Node.name(null));
    }
}
