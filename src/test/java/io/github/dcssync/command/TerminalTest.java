package io.github.dcssync.command;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class TerminalTest {

    private static final String IS_TERMINAL = "dcs.stdout-terminal";

    @AfterEach
    void forget() {
        System.clearProperty(IS_TERMINAL);
    }

    @Test
    void hasColoursUnlessTheyAreRefused() {
        System.setProperty(IS_TERMINAL, "true");

        assertThat(Terminal.isColourWanted(Map.of("TERM", "xterm"))).isTrue();
        assertThat(Terminal.isColourWanted(Map.of("TERM", "xterm", "NO_COLOR", ""))).isTrue();
        assertThat(Terminal.isColourWanted(Map.of("TERM", "xterm", "NO_COLOR", "0"))).isFalse();
        assertThat(Terminal.isColourWanted(Map.of("TERM", "dumb"))).isFalse();
    }

    @Test
    void isNoFileOrPipe() {
        System.setProperty(IS_TERMINAL, "false");

        assertThat(Terminal.isColourWanted(Map.of("TERM", "xterm"))).isFalse();
    }
}
