package io.github.dcssync.alert;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.icegreen.greenmail.util.GreenMail;
import com.icegreen.greenmail.util.ServerSetup;
import io.github.dcssync.settings.AlertAddress;
import io.github.dcssync.settings.OperatorFiles;
import io.github.dcssync.settings.Proxies;
import io.github.dcssync.settings.Settings;
import io.github.dcssync.settings.SinkSettings;
import io.github.dcssync.testkit.Certificates;
import io.github.dcssync.testkit.RawSink;
import io.github.dcssync.testkit.StartTlsFront;
import io.github.dcssync.testkit.TlsFront;
import io.github.dcssync.tls.TlsFiles;
import jakarta.mail.internet.MimeMessage;
import jakarta.mail.internet.MimeMultipart;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.time.Duration;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.function.Supplier;
import org.apache.camel.impl.DefaultCamelContext;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** People read alerts by e-mail, all about one key in one thread. */
class MailSinkTest {

    private static final JsonMapper JSON = JsonMapper.builder().build();
    private static final OperatorFiles FILES =
            OperatorFiles.of(Path.of(System.getProperty("user.dir")), Collections.emptyMap());

    @TempDir
    static Path pki;

    private static Certificates certificates;

    private GreenMail server;

    @BeforeAll
    static void sign() throws Exception {
        certificates = new Certificates(pki).sign("localhost", "EC", 90, "localhost")
                .sign("mail.example.com", "EC", 90, "mail.example.com");
    }

    private GreenMail server(String protocol) {
        server = new GreenMail(new ServerSetup(0, "127.0.0.1", protocol));
        server.setUser("ops@example.com", "bot", "pa55 word");
        server.start();
        return server;
    }

    @AfterEach
    void stop() {
        if (server != null) {
            server.stop();
        }
    }

    private static AlertSink sink(String smtp) throws SinkException {
        return sink(smtp, TlsFiles.NONE);
    }

    private static AlertSink sink(String smtp, TlsFiles trust) throws SinkException {
        return new AlertSink(SinkSettings.only(AlertAddress.read("mailto:ops+dcs@example.com,b@example.com"
                + "?from=dcs@sync.example.com&smtp=" + URLEncoder.encode(smtp, StandardCharsets.UTF_8))),
                new Settings.Http(Duration.ofSeconds(5), Duration.ofSeconds(60), 5, false, Proxies.NONE, trust), FILES,
                new DefaultCamelContext(), "test");
    }

    private static ObjectNode alert(String title) {
        ObjectNode alert = JSON.createObjectNode().put("kind", "rpo_breach").put("dedup_key", "rpo_breach:i-1")
                .put("severity", "critical").put("source", "eu-de").put("instance_id", "i-1")
                .put("instance_name", "<b>shop</b>").put("title", title);
        alert.putObject("details").put("runbook", "Look & see");
        return alert.put("raised_at", "2026-03-10T08:00:00Z").put("state", "raised");
    }

    private static ObjectNode over(ObjectNode alert) {
        return alert.put("state", "resolved").put("resolved_at", "2026-03-10T09:00:00Z");
    }

    private List<MimeMessage> sent(ObjectNode... alerts) throws Exception {
        GreenMail smtp = server("smtp");
        try (AlertSink sink = sink("smtp://bot:pa55%20word@127.0.0.1:" + smtp.getSmtp().getPort())) {
            for (ObjectNode alert : alerts) {
                sink.deliver(alert.toString(), Map.of());
            }
        }
        return List.of(smtp.getReceivedMessages());
    }

    private static String part(MimeMessage mail, int number) throws Exception {
        return ((MimeMultipart) mail.getContent()).getBodyPart(number).getContent().toString();
    }

    @Test
    void isTextAndHtmlInWhichNothingIsMarkup() throws Exception {
        MimeMessage mail = sent(alert("The newest good backup of <i>i-1</i> is older")).get(0);

        assertThat(mail.getSubject()).isEqualTo("[dcs-sync] critical: The newest good backup of <i>i-1</i> is older");
        assertThat(mail.getFrom()[0]).hasToString("dcs@sync.example.com");
        assertThat(mail.getAllRecipients()).extracting(Object::toString)
                .containsExactly("ops+dcs@example.com", "b@example.com");
        assertThat(mail.getContentType()).startsWith("multipart/alternative");
        assertThat(part(mail, 0)).contains("instance <b>shop</b> (i-1)", "Look & see");
        assertThat(part(mail, 1)).contains("&lt;i&gt;i-1&lt;/i&gt;", "&lt;b&gt;shop&lt;/b&gt;", "Look &amp; see")
                .doesNotContain("<i>", "<b>shop");
    }

    @Test
    void answersItsBeginningWithItsEndAndIsTheSameWhenItIsToldTwice() throws Exception {
        List<MimeMessage> mails = sent(alert("a"), alert("a"), over(alert("a")),
                alert("a").put("raised_at", "2026-04-01T08:00:00Z"));
        // Each recipient has one of its own.
        List<String> ids = mails.stream().map(mail -> header(mail, "Message-ID")).distinct().toList();
        List<String> roots =
                mails.stream().map(mail -> header(mail, "References").split("\\s+")[0]).distinct().toList();

        assertThat(ids).hasSize(3).allSatisfy(id -> assertThat(id).matches("<[0-9a-f]{64}@sync.example.com>"));
        assertThat(roots).as("one thread").hasSize(1);
        MimeMessage end =
                mails.stream().filter(mail -> header(mail, "Message-ID").equals(ids.get(1))).findFirst().get();
        assertThat(header(end, "In-Reply-To")).isEqualTo(ids.get(0));
        assertThat(header(end, "References").split("\\s+")).containsExactly(roots.get(0), ids.get(0));
        assertThat(end.getSubject()).isEqualTo("Re: [dcs-sync] critical: a");
    }

    private static String header(MimeMessage mail, String name) {
        try {
            return mail.getHeader(name, " ");
        } catch (Exception e) {
            throw new AssertionError(e);
        }
    }

    @Test
    void takesNoHeaderFromAnAlert() throws Exception {
        MimeMessage mail = sent(alert("a\r\nBcc: eve@example.com\r\n\r\nSee http://example.com\u2028Cc: x@y"))
                .get(0);

        assertThat(mail.getHeader("Bcc")).isNull();
        assertThat(mail.getHeader("Cc")).isNull();
        assertThat(mail.getSubject()).isEqualTo("[dcs-sync] critical: a Bcc: eve@example.com See http://example.com"
                + " Cc: x@y");
    }

    /** TLS from the first byte, or from when the server has offered it; with whom the operator's file vouches for. */
    @ParameterizedTest
    @ValueSource(strings = {"smtp", "smtps"})
    void isSentBehindTls(String protocol) throws Exception {
        GreenMail smtp = server("smtp");
        try (Front front = front(protocol, smtp.getSmtp().getPort(), "localhost");
                AlertSink sink = sink(protocol + "://bot:pa55%20word@localhost:" + front.port(), trusting())) {
            sink.deliver(alert("a").toString(), Map.of());
            assertThat(front.inTheClear()).isEqualTo(protocol.equals("smtp") ? List.of("EHLO", "STARTTLS") : List.of());
        }
        assertThat(smtp.getReceivedMessages()).hasSize(2).allSatisfy(mail -> assertThat(mail.getSubject())
                .isEqualTo("[dcs-sync] critical: a"));
    }

    @ParameterizedTest
    @ValueSource(strings = {"smtp", "smtps"})
    void isNotSentToAServerThatNobodyVouchesFor(String protocol) throws Exception {
        isRefused(protocol, "localhost", TlsFiles.NONE);
    }

    @ParameterizedTest
    @ValueSource(strings = {"smtp", "smtps"})
    void isNotSentToAServerOfAnotherName(String protocol) throws Exception {
        isRefused(protocol, "mail.example.com", trusting());
    }

    @Test
    void isSentToWhomThePrivateAuthorityVouchesForByNow() throws Exception {
        Path file = pki.resolve("rotating.pem");
        String other = Files.readString(certificates.chain("mail.example.com"));
        Files.writeString(file, other.substring(0, other.indexOf("-----END") + "-----END CERTIFICATE-----\n".length()));
        GreenMail smtp = server("smtp");
        try (Front front = front("smtps", smtp.getSmtp().getPort(), "localhost");
                AlertSink sink = sink("smtps://bot:pa55%20word@localhost:" + front.port(),
                        TlsFiles.of(file, null, null))) {
            assertThatThrownBy(() -> sink.deliver(alert("a").toString(), Map.of()))
                    .hasMessageContaining("nobody whom this program trusts has signed its certificate");

            Files.copy(certificates.authority(), file, StandardCopyOption.REPLACE_EXISTING);

            sink.deliver(alert("a").toString(), Map.of());
        }
        assertThat(smtp.getReceivedMessages()).hasSize(2);
    }

    private void isRefused(String protocol, String name, TlsFiles trust) throws Exception {
        GreenMail smtp = server("smtp");
        try (Front front = front(protocol, smtp.getSmtp().getPort(), name);
                AlertSink sink = sink(protocol + "://bot:pa55%20word@localhost:" + front.port(), trust)) {
            assertThatThrownBy(() -> sink.deliver(alert("a").toString(), Map.of()))
                    .isInstanceOf(SinkException.class).hasMessageNotContaining("pa55");
            assertThat(front.inTheClear()).doesNotContain("AUTH", "MAIL", "DATA");
        }
        assertThat(smtp.getReceivedMessages()).isEmpty();
    }

    /** Speaks TLS before the server, in one of the two ways. */
    private record Front(int port, Supplier<List<String>> said, AutoCloseable front) implements AutoCloseable {

        List<String> inTheClear() {
            return said.get();
        }

        @Override
        public void close() throws Exception {
            front.close();
        }
    }

    private static Front front(String protocol, int port, String name) throws Exception {
        if (protocol.equals("smtps")) {
            TlsFront front = new TlsFront(certificates.server(name), false, port);
            return new Front(front.port(), List::of, front);
        }
        StartTlsFront front = new StartTlsFront(certificates.server(name), port);
        return new Front(front.port(), front::inTheClear, front);
    }

    private static TlsFiles trusting() throws Exception {
        return TlsFiles.of(certificates.authority(), null, null);
    }

    @Test
    void isCutOffWhereTheServerHangsOrSpeaksOnAndOn() throws Exception {
        try (RawSink hanging = new RawSink(); Attempts attempts = new Attempts(java.time.Duration.ofMillis(300))) {
            MailSink sink = new MailSink(
                    AlertAddress.read("mailto:a@b?from=c@d&smtp=smtp://127.0.0.1:" + hanging.port())
                            .mail().orElseThrow(),
                    FILES, attempts, java.time.Duration.ofSeconds(60),
                    TlsFiles.NONE);
            for (int i = 0; i < 6; i++) {
                // It waits for a request that never comes, and is free for the next: nothing was left behind.
                assertThatThrownBy(() -> sink.send(alert("a").toString()))
                        .hasMessage("the sink has not taken it within 300 ms");
            }
        }
    }

    @Test
    void saysWhyItWasRefusedWithoutWhoItIsFor() throws Exception {
        GreenMail smtp = server("smtp");
        try (AlertSink sink = sink("smtp://bot:wrong-pa55@127.0.0.1:" + smtp.getSmtp().getPort())) {
            assertThatThrownBy(() -> sink.deliver(alert("a").toString(), Map.of())).isInstanceOf(SinkException.class)
                    .hasMessageContaining("AuthenticationFailed").hasMessageNotContaining("wrong-pa55")
                    .hasMessageNotContaining("ops+dcs");
        }
    }
}
