package io.github.dcssync.rule;

import static io.github.dcssync.rule.Action.FAIL_SOURCE;
import static io.github.dcssync.rule.Action.REAUTHENTICATE;
import static io.github.dcssync.rule.Action.RETRY;
import static io.github.dcssync.rule.Action.SKIP_INSTANCE;
import static io.github.dcssync.rule.Action.TREAT_AS_EMPTY;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.core.type.TypeReference;
import com.fasterxml.jackson.dataformat.yaml.YAMLMapper;
import io.github.dcssync.testkit.RuleTables;
import java.io.IOException;
import java.io.InputStream;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** Every status and code that the vendor has published means what it should. */
class PublishedCodesTest {

    /** What is done on a list and on discovery, with keys and with a token. */
    private record Expected(Action listWithKeys, Action listWithToken, Action discoveryWithKeys,
            Action discoveryWithToken) {

        static Expected of(Action onList, Action onDiscovery) {
            return new Expected(onList, onList, onDiscovery, onDiscovery);
        }
    }

    private static final Expected TRIED_AGAIN = Expected.of(RETRY, RETRY);
    private static final Expected REFUSED = Expected.of(SKIP_INSTANCE, FAIL_SOURCE);
    private static final Expected ALL_REFUSED = Expected.of(FAIL_SOURCE, FAIL_SOURCE);
    private static final Expected NONE_THERE = Expected.of(TREAT_AS_EMPTY, FAIL_SOURCE);
    private static final Expected UNAUTHORISED =
            new Expected(FAIL_SOURCE, REAUTHENTICATE, FAIL_SOURCE, REAUTHENTICATE);

    private static final Map<Integer, Expected> BY_STATUS = Map.ofEntries(Map.entry(400, REFUSED),
            Map.entry(401, UNAUTHORISED), Map.entry(403, REFUSED), Map.entry(404, REFUSED), Map.entry(405, REFUSED),
            Map.entry(409, REFUSED), Map.entry(413, REFUSED), Map.entry(414, REFUSED), Map.entry(494, REFUSED),
            Map.entry(429, TRIED_AGAIN), Map.entry(500, TRIED_AGAIN), Map.entry(502, TRIED_AGAIN),
            Map.entry(503, TRIED_AGAIN), Map.entry(504, TRIED_AGAIN));

    /** Codes of 400 that pass, written out in both spellings. */
    private static final Set<String> BUSY = Set.of("111400017", "111400026", "111400096", "111400097", "111400104",
            "111400105", "111400106", "111400107", "111400108", "111400111", "111400113", "111400114", "111400115",
            "111400116", "111400117", "111400118", "111400120", "DCS.4017", "DCS.4026", "DCS.4049", "DCS.4096",
            "DCS.4097", "DCS.4104", "DCS.4105", "DCS.4106", "DCS.4107", "DCS.4108", "DCS.4111", "DCS.4113", "DCS.4114",
            "DCS.4115", "DCS.4116", "DCS.4117", "DCS.4118", "DCS.4120");
    private static final Set<String> WITHOUT_BACKUPS = Set.of("111400086", "DCS.4086", "111400095", "DCS.4095");
    /** Codes of 401 that a new token would not help. */
    private static final Set<String> BEYOND_TOKENS =
            Set.of("111401004", "DCS.1004", "IAM.0061", "IAM.0062", "IAM.0064");

    private static final ErrorRules RULES = RuleTables.shippedRules();

    private static Expected expected(int status, String code) {
        if (status == 400 && BUSY.contains(code)) {
            return TRIED_AGAIN;
        }
        if (status == 400 && WITHOUT_BACKUPS.contains(code)) {
            return NONE_THERE;
        }
        if (status == 401 && BEYOND_TOKENS.contains(code)) {
            return ALL_REFUSED;
        }
        boolean ofIam = code.startsWith("IAM.") && status / 100 == 4 && status != 401 && status != 429;
        return ofIam ? ALL_REFUSED : BY_STATUS.get(status);
    }

    static Stream<Arguments> publishedCodes() throws IOException {
        Map<String, Map<Integer, List<String>>> published;
        try (InputStream file = PublishedCodesTest.class.getResourceAsStream("/answers/published-error-codes.yaml")) {
            published = new YAMLMapper().readValue(file, new TypeReference<>() {
            });
        }
        return published.values().stream().flatMap(table -> table.entrySet().stream())
                .flatMap(codes -> codes.getValue().stream().map(code -> Arguments.of(codes.getKey(), code)));
    }

    @ParameterizedTest(name = "{0} {1}")
    @MethodSource("publishedCodes")
    void meansWhatItShould(int status, String code) {
        assertThat(actual(status, code)).isEqualTo(expected(status, code));
    }

    @ParameterizedTest(name = "{0} {1}")
    @MethodSource("publishedCodes")
    void isKnownToARuleOfItsOwnUnlessItCannotConcernAList(int status, String code) {
        ErrorRule rule = RULES.ruleFor(new ApiFault(status, code, null, false, false));

        assertThat(rule.claimsUnknown()).isEqualTo(status == 409 && code.startsWith("DCS."));
    }

    @ParameterizedTest(name = "{0} {1}")
    @MethodSource("publishedCodes")
    void endsInAFailureWhenTryingAgainDoesNotHelp(int status, String code) {
        for (boolean token : new boolean[] {false, true}) {
            Action onList = RULES.ruleFor(new ApiFault(status, code, null, false, token)).exhausted(false);
            Action onDiscovery = RULES.ruleFor(new ApiFault(status, code, null, true, token)).exhausted(true);

            assertThat(onList).isIn(SKIP_INSTANCE, FAIL_SOURCE, TREAT_AS_EMPTY);
            assertThat(onDiscovery).isEqualTo(FAIL_SOURCE);
        }
    }

    @Test
    void theTableIsWhole() throws IOException {
        assertThat(publishedCodes()).hasSize(396);
    }

    private static Expected actual(int status, String code) {
        return new Expected(action(status, code, false, false), action(status, code, false, true),
                action(status, code, true, false), action(status, code, true, true));
    }

    private static Action action(int status, String code, boolean discovery, boolean token) {
        return RULES.ruleFor(new ApiFault(status, code, null, discovery, token)).action(discovery);
    }
}
