package io.github.dcssync.settings;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.dcssync.testkit.Operator;
import java.net.URI;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What a file or a shell left around credentials would be sent as part of them, and lock the key or the user. */
class QuotedCredentialsTest {

    @TempDir
    Path home;

    @ParameterizedTest
    @ValueSource(strings = {"\"hush-1\"", "'hush-1'", "`hush-1`", "\u201chush-1\u201d", "\u2018hush-1\u2019",
        "\u201ehush-1\u201c", "\u00abhush-1\u00bb", "\"\""})
    void areRefusedInQuotes(String quoted) {
        assertThat(Operator.ready(home).variable("CLOUD_SDK_AK", quoted).faults()).singleElement().asString()
                .startsWith("dcs.access-key=").endsWith(refusal("access key (AK)"));
        assertThat(Operator.ready(home).variable("CLOUD_SDK_SK", quoted).faults()).containsExactly(
                "dcs.secret-key=xxxxxx (environment CLOUD_SDK_SK): " + refusal("secret key (SK)"));
        assertThat(Operator.ready(home).line("dcs.source.a.security-token=\"" + quoted + "\"").faults())
                .anySatisfy(fault -> assertThat(fault).contains(refusal("goes with temporary access keys"))
                        .doesNotContain("hush"));
        assertThat(login(quoted, quoted + " ").faults()).hasSize(2)
                .allSatisfy(fault -> assertThat(fault).contains("take away the quotes around it"));
    }

    private static String refusal(String description) {
        return "take away the quotes around it, they would be sent as part of it (" + description + ")";
    }

    @ParameterizedTest
    @ValueSource(strings = {" sk-1", "sk-1 ", "\u00a0sk-1\u2003"})
    void areRefusedWithBlanksAroundASecretKey(String key) {
        boolean seen = !key.equals(key.strip());
        assertThat(Operator.ready(home).variable("CLOUD_SDK_SK", key).faults().isEmpty()).isEqualTo(!seen);
    }

    @Test
    void keepWhatBelongsToThem() {
        assertThat(login("reader", " it's \"hush\" ").load().sources().get(0).credentials())
                .isEqualTo(new Credentials.Password(URI.create("https://iam.example.com"), "reader", " it's \"hush\" ",
                        "domain"));
        assertThat(
                Operator.ready(home).variable("DCS_DB_PASSWORD", " a \t".strip() + "  ").load().database().password())
                .isEqualTo("a  ");
        assertThat(Operator.ready(home).line("dcs.db.password=a b  ").load().database().password()).isEqualTo("a b  ");
    }

    @Test
    void areTrimmedWhereTheyAreNoSecret() {
        assertThat(Operator.ready(home).variable("CLOUD_SDK_AK", " AK ").load().sources().get(0).credentials())
                .isEqualTo(new Credentials.KeyPair("AK", "sk-of-the-environment", null));
    }

    private Operator login(String user, String password) {
        return Operator.at(home).variable("DCS_ENDPOINT", "https://dcs.example.com")
                .variable("DCS_PROJECT_ID", Operator.PROJECT).variable("DCS_IAM_ENDPOINT", "https://iam.example.com")
                .variable("DCS_IAM_USER", user).variable("DCS_IAM_PASSWORD", password)
                .variable("DCS_IAM_DOMAIN", "domain");
    }
}
