package io.github.dcssync.settings;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.dcssync.testkit.Operator;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Path;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class CredentialsTest {

    private static final Credentials LOGIN = new Credentials.Password(URI.create("https://iam.example.com"), "reader",
            "password-of-reader", "domain");

    @TempDir
    Path home;

    private Operator operator;

    @BeforeEach
    void setAllButCredentials() {
        operator = Operator.at(home).variable("DCS_ENDPOINT", "https://dcs.example.com")
                .variable("DCS_PROJECT_ID", Operator.PROJECT);
    }

    @Test
    void comeFromTheVendorsVariables() {
        vendorsVariables().variable("CLOUD_SDK_SECURITY_TOKEN", "token-of-the-vendor");

        assertThat(credentials()).isEqualTo(new Credentials.KeyPair("AK", "sk-of-the-vendor", "token-of-the-vendor"));
    }

    @Test
    void keysOfOnesOwnBeatTheVendorsVariables() {
        vendorsVariables().variable("DCS_ACCESS_KEY", "MINE").variable("DCS_SECRET_KEY", "my-secret");

        assertThat(credentials()).isEqualTo(new Credentials.KeyPair("MINE", "my-secret", null));
    }

    @Test
    void aPasswordWinsOverKeys() {
        vendorsVariables();
        login("dcs.iam.");

        assertThat(credentials()).isEqualTo(LOGIN);
    }

    @Test
    void aSourceWithAnyOfItsOwnInheritsNone() {
        vendorsVariables().variable("CLOUD_SDK_SECURITY_TOKEN", "token-of-the-vendor")
                .line("dcs.source.a.access-key=A").line("dcs.source.a.secret-key=secret-of-a");

        assertThat(credentials()).isEqualTo(new Credentials.KeyPair("A", "secret-of-a", null));
    }

    /** Its name is that of the default policy, whose keys do have defaults. */
    @Test
    void aSourceNamedDefaultInheritsNoneEither() {
        vendorsVariables().variable("CLOUD_SDK_SECURITY_TOKEN", "token-of-the-vendor")
                .line("dcs.source.default.access-key=A").line("dcs.source.default.secret-key=secret-of-a");

        assertThat(credentials()).isEqualTo(new Credentials.KeyPair("A", "secret-of-a", null));
    }

    @Test
    void aTokenOfASourceDoesNotGoWithInheritedKeys() {
        vendorsVariables().line("dcs.source.a.security-token=token-of-a");

        assertThat(operator.faults()).hasSize(2)
                .anyMatch(fault -> fault.startsWith("dcs.source.a.access-key is not set"))
                .anyMatch(fault -> fault.startsWith("dcs.source.a.secret-key is not set"));
    }

    @Test
    void keysOfASourceWinOverAnInheritedPassword() {
        login("dcs.iam.");
        operator.line("dcs.source.a.access-key=A").line("dcs.source.a.secret-key=secret-of-a");

        assertThat(credentials()).isEqualTo(new Credentials.KeyPair("A", "secret-of-a", null));
    }

    @Test
    void aPasswordOfASourceWinsOverInheritedKeys() {
        vendorsVariables();
        login("dcs.source.a.iam.");

        assertThat(credentials()).isEqualTo(LOGIN);
    }

    @Test
    void halfAKeyPairOfASourceIsAFaultThoughTheOtherHalfCouldBeInherited() {
        vendorsVariables().line("dcs.source.a.access-key=A");

        assertThat(operator.faults()).containsExactly("dcs.source.a.secret-key is not set: access key and secret key"
                + " go together; set it or DCS_SOURCE_A_SECRET_KEY, or unset the others");
    }

    @Test
    void aTokenAloneIsAFault() {
        operator.line("dcs.security-token=token-alone");

        assertThat(operator.faults()).hasSize(2).noneMatch(fault -> fault.contains("token-alone"))
                .anyMatch(fault -> fault.startsWith("dcs.access-key is not set"))
                .anyMatch(fault -> fault.startsWith("dcs.secret-key is not set") && fault.contains("CLOUD_SDK_SK"));
    }

    @Test
    void aUserAloneIsAFaultForEachThingThatGoesWithIt() throws IOException {
        vendorsVariables().line("dcs.iam.user=reader").regions();

        assertThat(operator.faults()).hasSize(3)
                .anyMatch(fault -> fault.startsWith("dcs.iam.endpoint is not set"))
                .anyMatch(fault -> fault.startsWith("dcs.iam.password is not set"))
                .anyMatch(fault -> fault.startsWith("dcs.iam.domain is not set"));
    }

    @Test
    void aPasswordWithoutAUserIsAFault() {
        vendorsVariables().line("dcs.iam.password=password-of-nobody");

        assertThat(operator.faults()).anyMatch(fault -> fault.startsWith("dcs.iam.user is not set"))
                .noneMatch(fault -> fault.contains("password-of-nobody"));
    }

    @Test
    void missingOnesAreOneFaultThatNamesAllWays() {
        assertThat(operator.line("dcs.sources=a,b")
                .line("dcs.source.b.project-id=" + "b".repeat(32)).faults()).singleElement().asString()
                .contains("CLOUD_SDK_AK", "CLOUD_SDK_SK", "dcs.access-key", "dcs.iam.user, .password");
    }

    @Test
    void areNotShownWhenPrinted() {
        login("dcs.iam.");
        Settings settings = operator.load();

        Credentials pair = new Credentials.KeyPair("A", "secret-sk", "token-t");
        assertThat(settings.toString() + settings.sources() + LOGIN + pair)
                .doesNotContain("password-of-reader", "secret-sk", "token-t");
    }

    private Operator vendorsVariables() {
        return operator.variable("CLOUD_SDK_AK", "AK").variable("CLOUD_SDK_SK", "sk-of-the-vendor");
    }

    private void login(String prefix) {
        operator.line(prefix + "endpoint=https://iam.example.com/v3/").line(prefix + "user=reader")
                .line(prefix + "password=password-of-reader").line(prefix + "domain=domain");
    }

    private Credentials credentials() {
        return operator.load().sources().get(0).credentials();
    }
}
