package io.github.dcssync.settings;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.json.JsonMapper;
import com.huaweicloud.sdk.core.http.HttpRequest;
import com.huaweicloud.sdk.core.internal.Iam;
import io.github.dcssync.testkit.Operator;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** In every combination of the places that the vendor's SDK knows, it picks what this program picks. */
class VendorChainTest {

    /** What may stand in one place. */
    private enum Content {
        NOTHING, KEYS, TEMPORARY_KEYS, ID_TOKEN, KEYS_AND_ID_TOKEN, ACCESS_KEY_ALONE, SECRET_KEY_ALONE, PROVIDER_ALONE,
        TOKEN_FILE_ALONE, SECURITY_TOKEN_ALONE;

        boolean isHalf() {
            return name().endsWith("_ALONE");
        }
    }

    /** Where the profile file is. */
    private enum Profile {
        ABSENT, OF_USER, NAMED, NAMED_BESIDE_OF_USER, WITHOUT_THE_SECTION
    }

    private record Combination(Content environment, Profile profile, Content file, Map<String, String> variables) {
    }

    @TempDir
    Path folder;

    @Test
    void picksTheSameKey() throws IOException {
        Files.createDirectories(folder.resolve("config"));
        Files.copy(Path.of(Regions.FILE), folder.resolve(Regions.FILE));
        List<Combination> combinations = combinations();
        List<String> vendors = VendorChain.pick(combinations.stream().map(Combination::variables).toList());

        assertThat(vendors).hasSameSizeAs(combinations).hasSizeGreaterThan(200);
        for (int i = 0; i < combinations.size(); i++) {
            Combination combination = combinations.get(i);
            assertThat(ours(combination)).as(combination.toString())
                    .isEqualTo(expected(combination, vendors.get(i)));
        }
    }

    /** The vendor's pick but for what is written down in the settings' page: half of a pair, and keys beside an ID token. */
    private static String expected(Combination combination, String vendors) {
        Content deciding =
                combination.environment() == Content.NOTHING ? inFile(combination) : combination.environment();
        if (deciding.isHalf()) {
            return "refused";
        }
        String place = combination.environment() == Content.NOTHING
                ? combination.profile() == Profile.OF_USER ? "user" : "named" : "environment";
        return deciding == Content.KEYS_AND_ID_TOKEN ? "AK-" + place + " secret-of-" + place + " null" : vendors;
    }

    private static Content inFile(Combination combination) {
        return combination.profile() == Profile.ABSENT || combination.profile() == Profile.WITHOUT_THE_SECTION
                ? Content.NOTHING : combination.file();
    }

    @Test
    void exchangesAnIdTokenWithTheSameRequest() throws IOException {
        HttpRequest vendors =
                Iam.getProjectTokenWithIdTokenRequest("https://iam.example.com", "provider", "the-id-token", "p1");

        assertThat(vendors.getMethod().name()).isEqualTo("POST");
        assertThat(vendors.getPath()).isEqualTo("/v3.0/OS-AUTH/id-token/tokens");
        assertThat(vendors.getHeaders()).containsEntry("X-Idp-Id", List.of("provider"));
        assertThat(JsonMapper.builder().build().readTree(vendors.getBodyAsString())).hasToString(
                "{\"auth\":{\"id_token\":{\"id\":\"the-id-token\"},\"scope\":{\"project\":{\"id\":\"p1\"}}}}");
    }

    private List<Combination> combinations() throws IOException {
        List<Combination> all = new ArrayList<>();
        for (Content environment : Content.values()) {
            for (Profile profile : Profile.values()) {
                for (Content file : profile == Profile.ABSENT ? List.of(Content.NOTHING) : List.of(Content.values())) {
                    all.add(combination(all.size(), environment, profile, file));
                }
            }
        }
        return all;
    }

    private Combination combination(int number, Content environment, Profile profile, Content file)
            throws IOException {
        Path home = Files.createDirectory(folder.resolve("home" + number));
        Map<String, String> variables = new LinkedHashMap<>();
        variables.put("HOME", home.toString());
        content(environment, "environment").forEach((key, value) -> variables.put(switch (key) {
            case "ak", "sk", "security_token", "idp_id", "id_token_file" -> "HUAWEICLOUD_SDK_"
                    + key.toUpperCase(Locale.ROOT);
            default -> throw new IllegalArgumentException(key);
        }, value));
        if (profile == Profile.OF_USER || profile == Profile.NAMED_BESIDE_OF_USER) {
            write(home.resolve(".huaweicloud/credentials"), "basic",
                    content(profile == Profile.OF_USER ? file : Content.KEYS, "user"));
        }
        if (profile == Profile.NAMED || profile == Profile.NAMED_BESIDE_OF_USER
                || profile == Profile.WITHOUT_THE_SECTION) {
            Path named = home.resolve("named.ini");
            write(named, profile == Profile.WITHOUT_THE_SECTION ? "global" : "basic", content(file, "named"));
            variables.put("HUAWEICLOUD_SDK_CREDENTIALS_FILE", named.toString());
        }
        return new Combination(environment, profile, file, variables);
    }

    private static void write(Path file, String section, Map<String, String> content) throws IOException {
        StringBuilder text = new StringBuilder("# written by hand\n[" + section + "]\n");
        content.forEach((key, value) -> text.append(key).append(" = ").append(value).append('\n'));
        Files.createDirectories(file.getParent());
        Files.writeString(file, text);
    }

    private static Map<String, String> content(Content content, String place) {
        Map<String, String> all = Map.of("ak", "AK-" + place, "sk", "secret-of-" + place, "security_token",
                "token-of-" + place, "idp_id", "provider-of-" + place, "id_token_file", "/run/" + place);
        List<String> there = switch (content) {
            case NOTHING -> List.of();
            case KEYS -> List.of("ak", "sk");
            case TEMPORARY_KEYS -> List.of("ak", "sk", "security_token");
            case ID_TOKEN -> List.of("idp_id", "id_token_file");
            case KEYS_AND_ID_TOKEN -> List.of("ak", "sk", "idp_id", "id_token_file");
            case ACCESS_KEY_ALONE -> List.of("ak");
            case SECRET_KEY_ALONE -> List.of("sk");
            case PROVIDER_ALONE -> List.of("idp_id");
            case TOKEN_FILE_ALONE -> List.of("id_token_file");
            case SECURITY_TOKEN_ALONE -> List.of("security_token");
        };
        Map<String, String> chosen = new LinkedHashMap<>();
        there.forEach(key -> chosen.put(key, all.get(key)));
        return chosen;
    }

    private String ours(Combination combination) {
        Operator operator = Operator.at(folder).variable("DCS_ENDPOINT", "https://dcs.eu-de.otc.t-systems.com")
                .variable("DCS_PROJECT_ID", Operator.PROJECT);
        combination.variables().forEach(operator::variable);
        List<String> faults = operator.faults();
        if (!faults.isEmpty()) {
            return faults.get(0).startsWith("dcs.access-key is not set") ? "none" : "refused";
        }
        Credentials found = operator.load().sources().get(0).credentials();
        return found instanceof Credentials.IdToken login ? login.idpId() + " " + login.file()
                : ((Credentials.KeyPair) found).accessKey() + " " + ((Credentials.KeyPair) found).secretKey() + " "
                        + ((Credentials.KeyPair) found).securityToken();
    }
}
