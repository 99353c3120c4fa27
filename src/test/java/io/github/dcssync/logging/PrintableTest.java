package io.github.dcssync.logging;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class PrintableTest {

    @Test
    void escapesWhatSteersATerminalOrTurnsALineAround() {
        assertThat(Printable.line("a\u001b[2J\u009b2J\u0007\u007f\n\r\u2028\u2029b"))
                .isEqualTo("a\\u001b[2J\\u009b2J\\u0007\\u007f\\n\\r\\u2028\\u2029b");
        IntStream.of(0x061c, 0x200b, 0x200e, 0x200f, 0x202a, 0x202b, 0x202c, 0x202d, 0x202e, 0x2066, 0x2067, 0x2068,
                0x2069, 0xfeff, 0xad).forEach(
                        c -> assertThat(Printable.line("x" + Character.toString(c)))
                                .isEqualTo("x\\u%04x", c));
        assertThat(Printable.line("\udb40\udc41\ud800")).isEqualTo("\\udb40\\udc41\\ud800");
    }

    @Test
    void leavesWhatPeopleWrite() {
        String text = "Größe 50 %, \u05d0\u05d1, \u65e5\u672c, \ud83d\ude00\tend";
        assertThat(Printable.line(text)).isSameAs(text);
    }

    @Test
    void keepsTheMeaningOfJson() {
        assertThat(Printable.json("{\"a\":\"\u202e\u0085ü\"}\n")).isEqualTo("{\"a\":\"\\u202e\\u0085ü\"}\n");
    }
}
