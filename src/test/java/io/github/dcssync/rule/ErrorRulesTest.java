package io.github.dcssync.rule;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.core.JsonParseException;
import com.fasterxml.jackson.core.io.JsonEOFException;
import io.github.dcssync.testkit.RuleTables;
import java.io.EOFException;
import java.io.IOException;
import java.net.ConnectException;
import java.net.SocketException;
import java.net.SocketTimeoutException;
import java.net.UnknownHostException;
import java.net.http.HttpConnectTimeoutException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.stream.Stream;
import javax.net.ssl.SSLHandshakeException;
import org.apache.hc.client5.http.ConnectTimeoutException;
import org.apache.hc.client5.http.HttpHostConnectException;
import org.apache.hc.core5.http.ConnectionClosedException;
import org.apache.hc.core5.http.NoHttpResponseException;
import org.apache.hc.core5.http.ProtocolException;
import org.apache.hc.core5.http.TruncatedChunkException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;

class ErrorRulesTest {

    @TempDir
    Path folder;

    static Stream<Arguments> exceptions() {
        return Stream.of(
                Arguments.of(new UnknownHostException("dcs.example"), "host-unknown"),
                Arguments.of(new SSLHandshakeException("expired"), "no-secure-connection"),
                Arguments.of(new ConnectException("refused"), "not-connected"),
                Arguments.of(new HttpHostConnectException("refused"), "not-connected"),
                Arguments.of(new ConnectTimeoutException("connect"), "timed-out"),
                Arguments.of(new HttpConnectTimeoutException("connect"), "timed-out"),
                Arguments.of(new SocketTimeoutException("read"), "timed-out"),
                Arguments.of(new SocketException("Connection reset"), "connection-lost"),
                Arguments.of(new NoHttpResponseException("nothing"), "connection-lost"),
                Arguments.of(new ConnectionClosedException(), "connection-lost"),
                Arguments.of(new TruncatedChunkException("cut"), "connection-lost"),
                Arguments.of(new ProtocolException("no HTTP"), "connection-lost"),
                Arguments.of(new EOFException(), "connection-lost"),
                Arguments.of(new JsonParseException(null, "no JSON"), "answer-unreadable"),
                Arguments.of(new JsonEOFException(null, null, "cut"), "answer-unreadable"),
                Arguments.of(new IOException("IAM cannot be reached", new ConnectException()), "not-connected"),
                Arguments.of(new IllegalStateException(new SocketTimeoutException()), "timed-out"));
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("exceptions")
    void triesAgainWhatFailedOnTheWay(Exception exception, String rule) {
        ErrorRule onList = RuleTables.shippedRules().ruleFor(new ApiFault(null, null, exception, false, false));
        ErrorRule onDiscovery = RuleTables.shippedRules().ruleFor(new ApiFault(null, null, exception, true, false));

        assertThat(onList.name()).isEqualTo(rule);
        assertThat(onList.action(false)).isEqualTo(Action.RETRY);
        assertThat(onList.exhausted(false)).isEqualTo(Action.SKIP_INSTANCE);
        assertThat(onDiscovery.action(true)).isEqualTo(Action.RETRY);
        assertThat(onDiscovery.exhausted(true)).isEqualTo(Action.FAIL_SOURCE);
    }

    @ParameterizedTest
    @CsvSource({
        "io.github.dcssync.api.SourceRefusedException, credentials-refused-before",
        "io.github.dcssync.client.AnswerTooLargeException, answer-too-large",
        "io.github.dcssync.record.WebPageException, web-page",
        "io.github.dcssync.paging.ListingException, list-does-not-end"})
    void knowsTheExceptionsOfTheProgramByName(Class<?> exception, String rule) {
        ErrorRule named = RuleTables.shippedRules().rules().stream()
                .filter(one -> one.when().exceptions().contains(new ExceptionName(exception.getSimpleName())))
                .findFirst().orElseThrow();

        assertThat(named.name()).isEqualTo(rule);
    }

    @Test
    void hasTheWordsThatTheTableOfErrorsTakes() {
        assertThat(Action.values()).extracting(Action::text)
                .containsExactly("retry", "reauthenticate", "skip_instance", "fail_source", "treat_as_empty");
    }

    @ParameterizedTest
    @CsvSource({"408, RETRY", "418, SKIP_INSTANCE", "501, SKIP_INSTANCE", "302, SKIP_INSTANCE", "511, SKIP_INSTANCE",
        "200, RETRY", "204, RETRY"})
    void knowsWhatToDoWithoutACode(int status, Action action) {
        assertThat(RuleTables.shippedRules().ruleFor(new ApiFault(status, null, null, false, true)).action(false))
                .isEqualTo(action);
    }

    @Test
    void givesUpTheSourceWhenANewTokenIsRefusedToo() {
        ErrorRule rule = RuleTables.shippedRules().ruleFor(new ApiFault(401, "APIGW.0307", null, false, true));

        assertThat(rule.action(false)).isEqualTo(Action.REAUTHENTICATE);
        assertThat(rule.exhausted(false)).isEqualTo(Action.FAIL_SOURCE);
        assertThat(rule.fixedBy()).isEqualTo(FixedBy.OPERATOR);
    }

    @ParameterizedTest
    @CsvSource({"DCS.4121", "DCS.4231", "DCS.4975", "DCS.4109", "111400112"})
    void triesAgainAlsoTheBusyCodesWithoutAPublishedText(String code) {
        assertThat(RuleTables.shippedRules().ruleFor(new ApiFault(400, code, null, false, false)).name())
                .isEqualTo("instance-busy");
    }

    @Test
    void saysLoudlyThatNoRuleKnowsAnAnswer() {
        ErrorRule unknown = RuleTables.shippedRules().ruleFor(new ApiFault(418, "DCS.9999", null, false, false));
        ErrorRule known = RuleTables.shippedRules().ruleFor(new ApiFault(404, "DCS.9999", null, false, false));

        assertThat(unknown.claimsUnknown()).isTrue();
        assertThat(known.claimsUnknown()).isFalse();
    }

    @ParameterizedTest
    @CsvSource({"409, DCS.4050", "409, 111400050", "501, dcs. 4050", "450, DCS.4050"})
    void obeysARuleThatTheOperatorPutsBeforeTheLast(int status, String code) throws IOException {
        String shipped = Files.readString(RuleTables.RULES);
        int last = shipped.lastIndexOf("- name: ");
        String own = RuleTables.rule("mine", "status: [409, 450-459, 5xx]", "codes: DCS.4050", "action: retry",
                "exhausted: fail_source");
        ErrorRules rules = ErrorRules.load(
                RuleTables.write(folder, shipped.substring(0, last), own, shipped.substring(last)));

        ErrorRule rule = rules.ruleFor(new ApiFault(status, code, null, false, false));

        assertThat(rule.name()).isEqualTo("mine");
        assertThat(rule.action(false)).isEqualTo(Action.RETRY);
        assertThat(rule.exhausted(false)).isEqualTo(Action.FAIL_SOURCE);
        assertThat(rule.why()).isEqualTo("Because.");
        assertThat(rules.ruleFor(new ApiFault(status, "DCS.4052", null, false, false)).name()).isEqualTo("unknown");
    }

    @Test
    void letsTheFirstRuleDecide() {
        ErrorRules rules = ErrorRules.load(RuleTables.write(folder,
                RuleTables.rule("one-code", "status: 404", "codes: APIG.0101", "action: retry"),
                RuleTables.rule("one-status", "status: 404", "on: list", "action: treat_as_empty"), RuleTables.LAST));

        assertThat(rules.ruleFor(new ApiFault(404, "APIC.0101", null, false, true)).name()).isEqualTo("one-code");
        assertThat(rules.ruleFor(new ApiFault(404, null, null, false, true)).name()).isEqualTo("one-status");
        assertThat(rules.ruleFor(new ApiFault(404, null, null, true, true)).name()).isEqualTo("last");
    }

    @Test
    void takesAClassOfExceptionsWithItsPackageToo() {
        ErrorRules rules = ErrorRules.load(RuleTables.write(folder,
                RuleTables.rule("sockets", "exception: java.net.SocketException", "action: retry"), RuleTables.LAST));

        assertThat(rules.ruleFor(new ApiFault(null, null, new ConnectException(), false, true)).name())
                .isEqualTo("sockets");
        assertThat(rules.ruleFor(new ApiFault(null, null, new IOException(), false, true)).name()).isEqualTo("last");
    }

    @Test
    void isNotHeldUpByACircleOfCauses() {
        IOException inner = new IOException();
        IllegalStateException outer = new IllegalStateException(inner);
        inner.initCause(outer);

        assertThat(RuleTables.shippedRules().ruleFor(new ApiFault(null, null, outer, false, true)).name())
                .isEqualTo("connection-lost");
    }
}
