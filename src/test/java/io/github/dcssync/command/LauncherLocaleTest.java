package io.github.dcssync.command;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.dcssync.testkit.Launcher;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The language and the characters in which the launcher starts Java. */
class LauncherLocaleTest extends LauncherTestSupport {

    @ParameterizedTest
    @CsvSource(nullValues = "-", value = {"C,-,-,C.UTF-8", "POSIX,-,-,C.UTF-8", "-,-,-,C.UTF-8", "-,C,-,C.UTF-8",
        "-,-,C,C.UTF-8", "xx_XX.UTF-8,-,-,C.UTF-8", "-,-,xx_XX.UTF-8,C.UTF-8"})
    void hasTheJvmReadArgumentsAndVariablesInUtf8(String all, String type, String language, String expected)
            throws Exception {
        tools.provide("locale");

        assertThat(localeOfJava(all, type, language)).startsWith("LC_ALL=" + expected + " ").endsWith(" LANGUAGE=");
    }

    @ParameterizedTest
    @CsvSource(nullValues = "-", value = {
        "C.UTF-8,-,-,LC_ALL= LANG=C.UTF-8 LC_CTYPE= LC_TIME= LC_MESSAGES=C LANGUAGE=",
        "C.UTF-8,C,xx_XX.UTF-8,LC_ALL= LANG=C.UTF-8 LC_CTYPE= LC_TIME= LC_MESSAGES=C LANGUAGE=",
        "-,-,C.UTF-8,LC_ALL= LANG=C.UTF-8 LC_CTYPE= LC_TIME=C LC_MESSAGES=C LANGUAGE=",
        "-,C.UTF-8,C,LC_ALL= LANG=C LC_CTYPE=C.UTF-8 LC_TIME=C LC_MESSAGES=C LANGUAGE="})
    void hasTheSystemSpeakEnglishInTheUsersCharacters(String all, String type, String language, String expected)
            throws Exception {
        tools.provide("locale");

        assertThat(localeOfJava(all, type, language)).isEqualTo(expected);
    }

    @Test
    void leavesALocaleThatHasItsOwnCharactersAsItIs() throws Exception {
        Launcher.script(tools.folder().resolve("locale"), "echo ISO-8859-1");

        assertThat(localeOfJava("de_DE", "", ""))
                .isEqualTo("LC_ALL= LANG=de_DE LC_CTYPE= LC_TIME= LC_MESSAGES=C LANGUAGE=");
        assertThat(localeOfJava("", "de_DE", "fr_FR"))
                .isEqualTo("LC_ALL= LANG=fr_FR LC_CTYPE=de_DE LC_TIME=C LC_MESSAGES=C LANGUAGE=");
    }

    @Test
    void triesC_Utf8WhereNobodyCanSayWhatThereIs() throws Exception {
        assertThat(localeOfJava("C", "", "")).startsWith("LC_ALL=C.UTF-8 ");
    }

    @Test
    void staysInAsciiWhereThereIsNoUtf8() throws Exception {
        Launcher.script(tools.folder().resolve("locale"), "echo ANSI_X3.4-1968");

        assertThat(localeOfJava("C", "", ""))
                .isEqualTo("LC_ALL= LANG=C LC_CTYPE= LC_TIME= LC_MESSAGES=C LANGUAGE=");
    }

    /** What a JVM is given where the user's language is German, too. */
    private String localeOfJava(String all, String type, String language) throws Exception {
        java("17.0.1", Stream.of("LC_ALL", "LANG", "LC_CTYPE", "LC_TIME", "LC_MESSAGES", "LANGUAGE")
                .map(name -> name + "=${" + name + ":-}").collect(Collectors.joining(" ", "echo \"", "\"")));
        start();
        Launcher.Result result = launcher().with("LC_ALL", all == null ? "" : all)
                .with("LC_CTYPE", type == null ? "" : type).with("LANG", language == null ? "" : language)
                .with("LC_TIME", "C").with("LC_MESSAGES", "C.UTF-8").with("LANGUAGE", "de").run("once");
        assertThat(result.err()).isEmpty();
        assertThat(result.out()).hasSize(1);
        return result.out().get(0);
    }
}
