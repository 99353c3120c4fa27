package io.github.dcssync.account;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.dcssync.identity.IamProject;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class SourceNamesTest {

    private static final String ID = "0123456789ABCDEF0123456789abcdef";

    @ParameterizedTest
    @CsvSource({"eu-de,eu-de", "eu-de_Payments,eu-de_payments", "'eu-de_a b/c.shard2',eu-de_a-b-c-shard2",
        "'eu-de_{{x}}?y=%',eu-de_-x-y-", "\u00dcbung,-bung"})
    void areTheProjectsInLowerCaseWithoutOddCharacters(String project, String source) {
        assertThat(new SourceNames(List.of()).of("", new IamProject(ID, project))).isEqualTo(source);
    }

    @Test
    void standUnderTheNameOfTheirEntry() {
        assertThat(new SourceNames(List.of("eu-de_a")).of("prod", new IamProject(ID, "eu-de_a")))
                .isEqualTo("prod/eu-de_a");
    }

    @Test
    void areNeverGivenTwice() {
        SourceNames names = new SourceNames(List.of("a"));

        assertThat(names.of("", new IamProject(ID, "A"))).isEqualTo("a-01234567");
        assertThat(names.of("", new IamProject(ID.replace('9', '8'), "a")))
                .isEqualTo("a-0123456788abcdef0123456788abcdef");
    }

    @Test
    void areNoLongerThanAColumn() {
        assertThat(new SourceNames(List.of()).of("", new IamProject(ID, "x".repeat(1000)))).hasSize(100);
    }
}
