package io.github.dcssync.settings;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;

import io.github.dcssync.testkit.Operator;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Where a source's credentials are looked for, in which order, and what is said of it. */
class CredentialChainTest {

    private static final String NO_CLOUDS =
            "OS_* and clouds.yaml (OS_AUTH_URL and OS_CLOUD are not set, and there is no clouds.yaml)";
    private static final String IAM = "https://iam.eu-de.otc.t-systems.com";
    private static final String OTHER_PROJECT = "f".repeat(32);

    @TempDir
    Path home;

    private Operator operator;
    private Path profile;

    @BeforeEach
    void setAllButCredentials() throws IOException {
        Path regions = home.resolve(Regions.FILE);
        Files.createDirectories(regions.getParent());
        Files.copy(Path.of(Regions.FILE), regions, StandardCopyOption.REPLACE_EXISTING);
        operator = Operator.at(home).variable("DCS_ENDPOINT", "https://dcs.eu-de.otc.t-systems.com")
                .variable("DCS_PROJECT_ID", Operator.PROJECT).variable("HOME", home.toString());
        profile = home.resolve(".huaweicloud/credentials");
    }

    @ParameterizedTest
    @CsvSource({"HUAWEICLOUD_SDK_AK, HUAWEICLOUD_SDK_SK, HUAWEICLOUD_SDK_SECURITY_TOKEN",
        "HW_ACCESS_KEY, HW_SECRET_KEY, HW_SECURITY_TOKEN"})
    void areTheVariablesOfTheVendorsTools(String accessKey, String secretKey, String token) {
        operator.variable(accessKey, "AK").variable(secretKey, "the-secret").variable(token, "the-token");

        Settings settings = operator.load();
        assertThat(settings.sources().get(0).credentials())
                .isEqualTo(new Credentials.KeyPair("AK", "the-secret", "the-token"));
        assertThat(choice().found()).isEqualTo("environment: " + accessKey + " and " + secretKey);
        assertThat(settings.secrets().mask("the-secret the-token")).isEqualTo("xxxxxx xxxxxx");
    }

    @Test
    void haveARegionBesideThemThatIsTheSourcesWhereTheSettingsSayNone() {
        keys("HW_ACCESS_KEY", "HW_SECRET_KEY");
        operator.variable("HW_REGION_NAME", "eu-nl").variable("DCS_ENDPOINT", "");

        Settings settings = operator.load();

        assertThat(settings.sources().get(0).endpoint()).hasToString("https://dcs.eu-nl.otc.t-systems.com");
        assertThat(settings.entries()).contains(new SettingEntry("dcs.region", "eu-nl", "environment HW_REGION_NAME"));

        operator.variable("DCS_REGION", "eu-de");
        assertThat(operator.load().sources().get(0).endpoint()).hasToString("https://dcs.eu-de.otc.t-systems.com");
        operator.variable("DCS_REGION", "").variable("DCS_ENDPOINT", "https://dcs.example.com");
        assertThat(operator.load().sources().get(0).endpoint()).hasToString("https://dcs.example.com");
    }

    @Test
    void leaveTheRegionOfOthersAlone() {
        keys("CLOUD_SDK_AK", "CLOUD_SDK_SK");
        operator.variable("HW_REGION_NAME", "eu-nl").variable("OS_REGION_NAME", "eu-nl").variable("DCS_ENDPOINT", "");

        assertThat(operator.faults()).singleElement().asString().startsWith("dcs.endpoint is not set");

        setBack();
        keys("HW_ACCESS_KEY", "HW_SECRET_KEY");
        operator.variable("OS_REGION_NAME", "eu-nl").variable("DCS_ENDPOINT", "");
        assertThat(operator.faults()).singleElement().asString().startsWith("dcs.endpoint is not set");
    }

    @Test
    void haveTheRegionThatOpenStackNamesForTheIamThatItNames() throws IOException {
        keys("OS_ACCESS_KEY", "OS_SECRET_KEY");
        operator.variable("OS_AUTH_URL", IAM + "/v3").variable("OS_REGION_NAME", "eu-de").variable("DCS_ENDPOINT", "");
        assertThat(operator.load().sources().get(0).endpoint()).hasToString("https://dcs.eu-de.otc.t-systems.com");

        operator.variable("OS_REGION_NAME", "eu-nl");
        assertThat(operator.faults()).as("of another IAM").anyMatch(
                fault -> fault.contains("OS_AUTH_URL is not of this source's IAM, iam.eu-nl.otc.t-systems.com"));

        setBack();
        Path clouds = Files.writeString(home.resolve("clouds.yaml"), """
                clouds:
                  otc:
                    region_name: eu-de
                    auth: {auth_url: %s, ak: AK, sk: the-secret}
                """.formatted(IAM));
        operator.variable("OS_CLIENT_CONFIG_FILE", clouds.toString()).variable("DCS_ENDPOINT", "");
        assertThat(operator.load().entries()).contains(
                new SettingEntry("dcs.region", "eu-de", "region_name of the cloud 'otc' of " + clouds));
    }

    @Test
    void sayWhereARegionStandsThatNobodyKnows() {
        keys("HW_ACCESS_KEY", "HW_SECRET_KEY");
        operator.variable("HW_REGION_NAME", "eu-nll").variable("DCS_ENDPOINT", "");

        assertThat(operator.faults()).singleElement().asString()
                .startsWith("dcs.region=eu-nll (environment HW_REGION_NAME): did you mean eu-nl? ");
        operator.variable("HW_REGION_NAME", "no region");
        assertThat(operator.faults()).singleElement().asString()
                .startsWith("dcs.region=no region (environment HW_REGION_NAME): ");
    }

    private void setBack() {
        try {
            setAllButCredentials();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    @Test
    void areThoseOfTheProfileFileInTheUsersFolder() throws IOException {
        profile("[global]\nak = GLOBAL\nsk = no\n\n[basic]\nak = AK\nsk = the-secret\nsecurity_token = a=b==\n");

        assertThat(credentials()).isEqualTo(new Credentials.KeyPair("AK", "the-secret", "a=b=="));
        assertThat(choice().found()).isEqualTo("profile: the profile file " + profile);
    }

    @Test
    void areThoseOfTheProfileFileThatIsNamed() throws IOException {
        profile("[basic]\nak=USUAL\nsk=of-the-usual\n");
        Path named = Files.writeString(home.resolve("named.ini"), "[basic]\nak=NAMED\nsk=of-the-named\n");
        operator.variable("HUAWEICLOUD_SDK_CREDENTIALS_FILE", named.toString());

        assertThat(credentials()).isEqualTo(new Credentials.KeyPair("NAMED", "of-the-named", null));
    }

    /** Each has all that come before taken away. */
    @Test
    void areTheFirstThatAreFound() throws IOException {
        List<String> found = new ArrayList<>();
        List<Runnable> places = List.of(() -> keys("CLOUD_SDK_AK", "CLOUD_SDK_SK"),
                () -> keys("HUAWEICLOUD_SDK_AK", "HUAWEICLOUD_SDK_SK"), () -> keys("HW_ACCESS_KEY", "HW_SECRET_KEY"),
                () -> {
                    keys("OS_ACCESS_KEY", "OS_SECRET_KEY");
                    operator.variable("OS_AUTH_URL", IAM + "/v3");
                }, () -> {
                });
        for (int first = 0; first < places.size(); first++) {
            setAllButCredentials();
            profile("[basic]\nak=PROFILE\nsk=of-the-profile\n");
            places.subList(first, places.size()).forEach(Runnable::run);
            found.add(((Credentials.KeyPair) credentials()).accessKey());
        }

        assertThat(found).containsExactly("CLOUD_SDK_AK", "HUAWEICLOUD_SDK_AK", "HW_ACCESS_KEY", "OS_ACCESS_KEY",
                "PROFILE");
        assertThat(choice().passedOver()).containsExactly("the settings and CLOUD_SDK_* (not set)",
                "HUAWEICLOUD_SDK_* (not set)", "HW_* (not set)", NO_CLOUDS);
    }

    @ParameterizedTest
    @CsvSource({"HUAWEICLOUD_SDK_AK, HUAWEICLOUD_SDK_SK", "HUAWEICLOUD_SDK_SK, HUAWEICLOUD_SDK_AK",
        "HUAWEICLOUD_SDK_SECURITY_TOKEN, HUAWEICLOUD_SDK_AK", "HUAWEICLOUD_SDK_IDP_ID, HUAWEICLOUD_SDK_ID_TOKEN_FILE",
        "HUAWEICLOUD_SDK_ID_TOKEN_FILE, HUAWEICLOUD_SDK_IDP_ID", "OS_ACCESS_KEY, OS_SECRET_KEY",
        "OS_SECRET_KEY, OS_ACCESS_KEY", "OS_SECURITY_TOKEN, OS_ACCESS_KEY", "OS_USERNAME, OS_PASSWORD",
        "OS_PASSWORD, OS_USERNAME", "HW_ACCESS_KEY, HW_SECRET_KEY",
        "HW_SECRET_KEY, HW_ACCESS_KEY", "HW_SECURITY_TOKEN, HW_ACCESS_KEY"})
    void halfAPairIsAFaultThoughAnotherPlaceHasAWholeOne(String given, String missing) throws IOException {
        profile("[basic]\nak=PROFILE\nsk=of-the-profile\n");
        operator.variable("OS_AUTH_URL", IAM).variable(given, "half-of-a-pair");

        assertThat(operator.faults()).containsExactly("credentials (dcs.credentials=auto): " + given
                + " is set and " + missing + " is not: set both, or neither");
    }

    @ParameterizedTest
    @CsvSource({"ak, sk", "sk, ak", "security_token, ak", "idp_id, id_token_file", "id_token_file, idp_id"})
    void halfAPairInTheProfileIsAFault(String given, String missing) throws IOException {
        profile("[basic]\n" + given + "=half-of-a-pair\n");

        assertThat(operator.faults()).containsExactly("credentials (dcs.credentials=auto): " + profile + ", [basic]: "
                + given + " is set and " + missing + " is not: set both, or neither");
    }

    @Test
    void halfAPairBehindAWholeOneIsNotLookedAt() {
        operator.variable("HW_ACCESS_KEY", "half-of-a-pair");
        keys("HUAWEICLOUD_SDK_AK", "HUAWEICLOUD_SDK_SK");

        assertThat(credentials()).isEqualTo(
                new Credentials.KeyPair("HUAWEICLOUD_SDK_AK", "secret-of-HUAWEICLOUD_SDK_AK", null));
    }

    @Test
    void noneAtAllAreOneFaultThatNamesEveryPlace() {
        assertThat(operator.line("dcs.sources=a,b").line("dcs.source.b.project-id=" + OTHER_PROJECT).faults())
                .singleElement().asString()
                .startsWith("dcs.access-key is not set: no credentials")
                .contains("CLOUD_SDK_AK", "dcs.access-key and dcs.secret-key", "dcs.iam.user, .password",
                        "HUAWEICLOUD_SDK_* (not set)", "HW_* (not set)", profile + " does not exist");
    }

    @Test
    void aPlaceThatIsNamedIsTheOnlyOne() throws IOException {
        profile("[basic]\nak=PROFILE\nsk=of-the-profile\n");
        keys("CLOUD_SDK_AK", "CLOUD_SDK_SK");
        operator.variable("HW_ACCESS_KEY", "half-of-a-pair").line("dcs.credentials=profile");

        assertThat(credentials()).isEqualTo(new Credentials.KeyPair("PROFILE", "of-the-profile", null));
        assertThat(choice().passedOver()).isEmpty();
    }

    @ParameterizedTest
    @CsvSource({"settings, the settings and CLOUD_SDK_* (not set)",
        "environment, 'HUAWEICLOUD_SDK_* (not set), HW_* (not set)'"})
    void aPlaceThatIsNamedAndHasNoneIsAFault(String place, String looked) throws IOException {
        profile("[basic]\nak=PROFILE\nsk=of-the-profile\n");
        operator.line("dcs.credentials=" + place);

        assertThat(operator.faults()).containsExactly("dcs.credentials=" + place
                + " (config/application.properties:1): there are no credentials in " + looked
                + "; put them there, or name another place");
    }

    @Test
    void aSourceMayHaveAPlaceOfItsOwn() throws IOException {
        profile("[basic]\nak=PROFILE\nsk=of-the-profile\n");
        keys("HW_ACCESS_KEY", "HW_SECRET_KEY");
        operator.line("dcs.sources=a,b").line("dcs.source.b.credentials=profile")
                .line("dcs.source.b.project-id=" + OTHER_PROJECT);

        assertThat(operator.load().sources()).extracting(source -> ((Credentials.KeyPair) source.credentials())
                .accessKey()).containsExactly("HW_ACCESS_KEY", "PROFILE");
    }

    @Test
    void aProfileFileThatIsNamedHasToBeThere() {
        operator.variable("HUAWEICLOUD_SDK_CREDENTIALS_FILE", home.resolve("gone").toString());

        assertThat(operator.faults()).singleElement().asString()
                .contains("the file " + home.resolve("gone") + " does not exist");
    }

    @ParameterizedTest
    @ValueSource(strings = {"[global]\nak=AK\nsk=the-secret\n", "ak=AK\nsk=the-secret\n", "[basic]\n[global]\nak=AK\n",
        "# [basic]\n#ak=AK\n", "[Basic]\nak=AK\nsk=the-secret\n"})
    void aProfileFileWithoutKeysOfTheBasicKindIsPassedOver(String text) throws IOException {
        profile(text);

        assertThat(operator.faults()).singleElement().asString().startsWith("dcs.access-key is not set")
                .contains(profile + " (it");
    }

    @Test
    void bringTheirProjectWhereTheSettingsNameNone() throws IOException {
        operator.variable("DCS_PROJECT_ID", "").variable("HUAWEICLOUD_SDK_PROJECT_ID", OTHER_PROJECT);
        keys("HUAWEICLOUD_SDK_AK", "HUAWEICLOUD_SDK_SK");
        assertThat(operator.load().sources().get(0).projectId()).isEqualTo(OTHER_PROJECT);

        operator.variable("DCS_PROJECT_ID", Operator.PROJECT);
        assertThat(operator.load().sources().get(0).projectId()).isEqualTo(Operator.PROJECT);

        setAllButCredentials();
        operator.variable("DCS_PROJECT_ID", "");
        profile("[basic]\nak=AK\nsk=the-secret\nproject_id=" + OTHER_PROJECT + "\n");
        assertThat(operator.load().sources().get(0).projectId()).isEqualTo(OTHER_PROJECT);
    }

    @Test
    void quotesAreRefusedWithoutShowingWhatIsInThem() {
        operator.variable("HW_ACCESS_KEY", "AK").variable("HW_SECRET_KEY", "\"the-secret\"");

        assertThat(operator.faults()).singleElement().asString()
                .contains("HW_SECRET_KEY", "take away the quotes").doesNotContain("the-secret");
    }

    @Test
    void aProfileThatEverybodyMayReadIsAWarning() throws IOException {
        profile("[basic]\nak=AK\nsk=the-secret\n");
        Files.setPosixFilePermissions(profile, PosixFilePermissions.fromString("rw-r--r--"));
        for (Path folder = profile.getParent(); folder.startsWith(home); folder = folder.getParent()) {
            Files.setPosixFilePermissions(folder, PosixFilePermissions.fromString("rwxr-xr-x"));
        }

        assertThat(operator.load().warnings()).anyMatch(line -> line.contains("chmod o= " + profile));
    }

    @ParameterizedTest
    @ValueSource(strings = {"DEMO", "REPORT"})
    void areNotLookedForWhereNoneAreNeeded(Settings.Purpose purpose) {
        operator.variable("HW_ACCESS_KEY", "half-of-a-pair");

        assertThatCode(() -> operator.load(purpose)).doesNotThrowAnyException();
    }

    @Test
    void areReadAgainFromTheirFiles() throws IOException {
        profile("[basic]\nak=AK\nsk=the-secret\n");
        Settings settings = operator.load();
        profile("[basic]\nak=NEW\nsk=the-new-secret\n");

        assertThat(settings.sources().get(0).choice().again().get())
                .isEqualTo(new Credentials.KeyPair("NEW", "the-new-secret", null));
        assertThat(settings.secrets().mask("the-new-secret")).isEqualTo("xxxxxx");
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "[basic]\nak=NEW\n", "[basic]\n", "[basic]\nak=NEW\nsk='quoted'\n"})
    void stayWhatTheyWereWhileTheirFileHasNone(String text) throws IOException {
        profile("[basic]\nak=AK\nsk=the-secret\n");
        CredentialChoice choice = choice();
        profile(text);
        assertThat(choice.again().get()).isEqualTo(new Credentials.KeyPair("AK", "the-secret", null));

        Files.delete(profile);
        assertThat(choice.again().get()).isEqualTo(new Credentials.KeyPair("AK", "the-secret", null));
    }

    @Test
    void ofTheSettingsAreReadAgainFromTheirFilesToo() throws IOException {
        Path secret = Files.writeString(home.resolve("sk"), "of-the-file\n");
        operator.variable("CLOUD_SDK_AK", "AK").variable("CLOUD_SDK_SK_FILE", secret.toString());
        assertThat(credentials()).isEqualTo(new Credentials.KeyPair("AK", "of-the-file", null));
        CredentialChoice usual = choice();
        operator.line("dcs.access-key=MINE").line("dcs.secret-key={{file:" + secret + "}}");
        CredentialChoice own = choice();
        Files.writeString(secret, "of-the-new-file");

        assertThat(usual.again().get()).isEqualTo(new Credentials.KeyPair("AK", "of-the-new-file", null));
        assertThat(own.again().get()).isEqualTo(new Credentials.KeyPair("MINE", "of-the-new-file", null));
        Files.delete(secret);
        assertThat(own.again().get()).isEqualTo(new Credentials.KeyPair("MINE", "of-the-new-file", null));
    }

    @Test
    void ofTheEnvironmentAreNotReadAgain() {
        keys("HW_ACCESS_KEY", "HW_SECRET_KEY");

        assertThat(choice().again()).isNull();
    }

    private void keys(String accessKey, String secretKey) {
        operator.variable(accessKey, accessKey).variable(secretKey, "secret-of-" + accessKey);
    }

    private void profile(String text) throws IOException {
        Files.createDirectories(profile.getParent());
        Files.writeString(profile, text);
    }

    private Credentials credentials() {
        return operator.load().sources().get(0).credentials();
    }

    private CredentialChoice choice() {
        return operator.load().sources().get(0).choice();
    }

    @ParameterizedTest
    @ValueSource(strings = {"HUAWEICLOUD_SDK_IDP_ID, HUAWEICLOUD_SDK_ID_TOKEN_FILE", "idp_id, id_token_file"})
    void mayBeALoginWithAnIdentityProvidersToken(String names) throws IOException {
        String[] name = names.split(", ");
        if (name[0].equals("idp_id")) {
            profile("[basic]\nidp_id = provider\nid_token_file = /run/token\n");
        } else {
            operator.variable(name[0], "provider").variable(name[1], "/run/token");
        }

        assertThat(credentials())
                .isEqualTo(new Credentials.IdToken(URI.create(IAM), "provider", Path.of("/run/token")));
    }

    @ParameterizedTest
    @CsvSource({"dcs.iam.endpoint=https://iam.mine.example.com/v3, https://iam.mine.example.com",
        "dcs.parallelism=8, https://iam.of-the-sdk.example.com"})
    void isExchangedWhereTheSettingsSayElseWhereTheSdkDoes(String line, String iam) {
        operator.variable("DCS_ENDPOINT", "https://dcs.example.com").line(line)
                .variable("HUAWEICLOUD_SDK_IAM_ENDPOINT", "https://iam.of-the-sdk.example.com")
                .variable("HUAWEICLOUD_SDK_IDP_ID", "provider").variable("HUAWEICLOUD_SDK_ID_TOKEN_FILE", "/run/token");

        assertThat(((Credentials.IdToken) credentials()).iamEndpoint()).hasToString(iam);
    }

    @Test
    void keysBeatAnIdentityProvidersTokenInTheSamePlace() {
        operator.variable("HUAWEICLOUD_SDK_IDP_ID", "provider").variable("HUAWEICLOUD_SDK_ID_TOKEN_FILE", "/run/token");
        keys("HUAWEICLOUD_SDK_AK", "HUAWEICLOUD_SDK_SK");

        assertThat(credentials()).isInstanceOf(Credentials.KeyPair.class);
    }

    @Test
    void areOpenStacksVariablesForThisIam() {
        operator.variable("OS_AUTH_URL", "https://IAM.eu-de.otc.t-systems.com:443/v3").variable("OS_USERNAME", "ann")
                .variable("OS_PASSWORD", "the-secret").variable("OS_USER_DOMAIN_NAME", "acme")
                .variable("DCS_PROJECT_ID", "").variable("OS_PROJECT_ID", OTHER_PROJECT);

        Settings settings = operator.load();
        assertThat(settings.sources().get(0).credentials()).isEqualTo(new Credentials.Password(
                URI.create("https://IAM.eu-de.otc.t-systems.com:443"), "ann", "the-secret", "acme"));
        assertThat(settings.sources().get(0).projectId()).isEqualTo(OTHER_PROJECT);
        assertThat(choice().found()).isEqualTo("clouds: OS_*");
    }

    @Test
    void mayBeAToken() {
        operator.variable("OS_AUTH_URL", IAM).variable("OS_TOKEN", "the-token");

        assertThat(credentials()).isEqualTo(new Credentials.GivenToken("the-token"));
        assertThat(credentials()).asString().doesNotContain("the-token");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"https://keystone.example.com:5000/v3", "https://iam.eu-nl.otc.t-systems.com/v3", "not an url",
                "https://iam.eu-de.otc.t-systems.com.example.com/v3"})
    void ofAnotherIamArePassedOver(String authUrl) throws IOException {
        profile("[basic]\nak=PROFILE\nsk=of-the-profile\n");
        operator.variable("OS_AUTH_URL", authUrl).variable("OS_USERNAME", "half of a login");

        assertThat(credentials()).isEqualTo(new Credentials.KeyPair("PROFILE", "of-the-profile", null));
        assertThat(choice().passedOver()).contains(
                "OS_* (OS_AUTH_URL is not of this source's IAM, iam.eu-de.otc.t-systems.com)");
    }

    @Test
    void ofTheIamThatIsSetCountForASourceOfAnyAddress() {
        operator.variable("DCS_ENDPOINT", "http://127.0.0.1:8443").variable("OS_AUTH_URL", "https://iam.example.com");
        keys("OS_ACCESS_KEY", "OS_SECRET_KEY");
        assertThat(operator.faults()).hasSize(1);

        operator.variable("DCS_IAM_ENDPOINT", "https://iam.example.com/v3");
        assertThat(credentials()).isInstanceOf(Credentials.KeyPair.class);
    }

    @Test
    void areThoseOfTheCloudThatIsNamed() throws IOException {
        Files.createDirectories(home.resolve(".config/openstack"));
        Files.writeString(home.resolve(".config/openstack/clouds.yaml"), """
                clouds:
                  other:
                    auth: {auth_url: https://keystone.example.com:5000/v3, username: bob, password: no}
                  otc:
                    auth:
                      auth_url: %s/v3
                      username: ann
                      domain_name: acme
                      project_id: %s
                """.formatted(IAM, OTHER_PROJECT));
        Files.writeString(home.resolve(".config/openstack/secure.yaml"), """
                clouds:
                  otc:
                    auth:
                      password: the-secret
                """);
        operator.variable("OS_CLOUD", "otc").variable("DCS_PROJECT_ID", "");

        assertThat(credentials()).isEqualTo(new Credentials.Password(URI.create(IAM), "ann", "the-secret", "acme"));
        assertThat(operator.load().sources().get(0).projectId()).isEqualTo(OTHER_PROJECT);
        assertThat(choice().found()).startsWith("clouds: the cloud 'otc' of " + home);
        CredentialChoice before = choice();
        Files.writeString(home.resolve(".config/openstack/secure.yaml"),
                "clouds: {otc: {auth: {password: the-new-secret}}}");
        assertThat(before.again().get())
                .isEqualTo(new Credentials.Password(URI.create(IAM), "ann", "the-new-secret", "acme"));
    }

    @ParameterizedTest
    @CsvSource({"otc, 'ak: AK, sk: the-secret'", "'', 'access_key: AK, secret_key: the-secret'"})
    void areKeysOfACloudInAFileOfAnyPlace(String cloud, String keys) throws IOException {
        Path file = Files.writeString(home.resolve("mine.yaml"),
                "clouds: {otc: {auth: {auth_url: '%s', %s}}}".formatted(IAM, keys));
        operator.variable("OS_CLIENT_CONFIG_FILE", file.toString()).variable("OS_CLOUD", cloud);

        assertThat(credentials()).isEqualTo(new Credentials.KeyPair("AK", "the-secret", null));
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', value = {"clouds: {a: {}} | which", "clouds: [ | is no YAML", "nothing: {} | which"})
    void aCloudThatIsNamedHasToBeThere(String text, String fault) throws IOException {
        Path file = Files.writeString(home.resolve("mine.yaml"), text);
        operator.variable("OS_CLIENT_CONFIG_FILE", file.toString()).variable("OS_CLOUD", "otc");

        assertThat(operator.faults()).singleElement().asString().contains(fault, file.toString());
    }

    @Test
    void amongSeveralCloudsNoneIsTakenUnlessItIsNamed() throws IOException {
        Path file = Files.writeString(home.resolve("mine.yaml"), "clouds: {a: {}, b: {}}");
        operator.variable("OS_CLIENT_CONFIG_FILE", file.toString());

        assertThat(operator.faults()).singleElement().asString()
                .contains(file + " (OS_CLOUD does not say which of its clouds)");
    }

    @Test
    void aPasswordIsNotSentInClear() {
        operator.variable("DCS_IAM_ENDPOINT", IAM).variable("OS_AUTH_URL", IAM.replace("https", "http"))
                .variable("OS_USERNAME", "ann").variable("OS_PASSWORD", "the-secret")
                .variable("OS_DOMAIN_NAME", "acme");

        assertThat(operator.faults()).singleElement().asString().contains("OS_AUTH_URL is plain http");
    }

    @Test
    void ofTheMetadataServiceAreAskedForOnlyWhenThatIsNamed() {
        assertThat(operator.faults()).singleElement().asString().doesNotContain("metadata");

        operator.line("dcs.credentials=metadata").line("dcs.sources=a,b").line("dcs.source.b.credentials=metadata")
                .line("dcs.source.b.metadata.endpoint=http://127.0.0.1:8080")
                .line("dcs.source.b.project-id=" + OTHER_PROJECT);
        assertThat(operator.load().sources()).extracting(Source::credentials).containsExactly(
                new Credentials.Metadata(URI.create("http://169.254.169.254")),
                new Credentials.Metadata(URI.create("http://127.0.0.1:8080")));
    }

    @Test
    void assumeTheAgencyWhoeverTheyAre() {
        keys("HW_ACCESS_KEY", "HW_SECRET_KEY");
        operator.line("dcs.agency.name=reader").line("dcs.agency.domain=acme");

        assertThat(credentials()).isEqualTo(new Credentials.Agency(
                new Credentials.KeyPair("HW_ACCESS_KEY", "secret-of-HW_ACCESS_KEY", null), URI.create(IAM), "reader",
                "acme"));
        assertThat(credentials()).asString().doesNotContain("secret-of");
    }

    @ParameterizedTest
    @CsvSource({"name, domain", "domain, name"})
    void halfAnAgencyIsAFault(String given, String missing) {
        keys("HW_ACCESS_KEY", "HW_SECRET_KEY");
        operator.line("dcs.agency." + given + "=reader");

        assertThat(operator.faults()).singleElement().asString().startsWith("dcs.agency." + missing + " is not set");
    }

    @Test
    void anAgencyNeedsAnAddressOfIam() {
        keys("HW_ACCESS_KEY", "HW_SECRET_KEY");
        operator.variable("DCS_ENDPOINT", "https://dcs.example.com").line("dcs.agency.name=reader")
                .line("dcs.agency.domain=acme");

        assertThat(operator.faults()).singleElement().asString().startsWith("dcs.iam.endpoint is not set: the agency");
    }

    @Test
    void anAddressOfIamAloneIsNoLogin() {
        keys("CLOUD_SDK_AK", "CLOUD_SDK_SK");
        operator.line("dcs.iam.endpoint=https://iam.example.com");

        assertThat(credentials()).isInstanceOf(Credentials.KeyPair.class);
    }
}
