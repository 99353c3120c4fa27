package io.github.dcssync.alert;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.github.dcssync.settings.Hosts;
import io.github.dcssync.settings.MailAddress;
import io.github.dcssync.settings.OperatorFiles;
import io.github.dcssync.settings.SinkProduct;
import io.github.dcssync.tls.TlsFiles;
import jakarta.mail.Message.RecipientType;
import jakarta.mail.MessagingException;
import jakarta.mail.Session;
import jakarta.mail.Transport;
import jakarta.mail.internet.InternetAddress;
import jakarta.mail.internet.MimeBodyPart;
import jakarta.mail.internet.MimeMessage;
import jakarta.mail.internet.MimeMultipart;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Date;
import java.util.List;
import java.util.Properties;

/**
 * Sends messages by e-mail, as text and as HTML. All about one key are one thread: each has an id that is the same when it is
 * told twice, and the end answers the beginning.
 */
final class MailSink {

    private static final String UTF_8 = StandardCharsets.UTF_8.name();

    private final MailAddress address;
    private final SinkTemplates plain;
    private final SinkTemplates html;
    private final Attempts attempts;
    private final Duration longest;
    private final TlsFiles tls;

    /**
     * @param longest wait for anything that the network does
     * @param tls     whom to trust, read anew where files were replaced
     * @throws SinkException when the template is missing or wrong
     */
    MailSink(MailAddress address, OperatorFiles files, Attempts attempts, Duration longest, TlsFiles tls)
            throws SinkException {
        this.address = address;
        this.plain = SinkTemplates.load(SinkProduct.MAIL, files, character -> character);
        this.html = SinkTemplates.load(SinkProduct.MAIL, files, MailSink::escaped);
        this.attempts = attempts;
        this.longest = longest;
        this.tls = tls;
    }

    private static String escaped(String character) {
        return switch (character) {
            case "&" -> "&amp;";
            case "<" -> "&lt;";
            case ">" -> "&gt;";
            case "\"" -> "&quot;";
            case "'" -> "&#39;";
            case "\n" -> "<br>\n";
            default -> character;
        };
    }

    /**
     * Sends one message.
     *
     * @param message one JSON object
     * @throws MessagingException when the server has not taken it
     */
    void send(String message) throws Exception {
        CutSockets sockets = new CutSockets(tls.context(false));
        Session session = Session.getInstance(properties(sockets));
        MimeMessage mail = mail(session, MessageValues.of(message));
        attempts.make(() -> {
            try (Transport transport = session.getTransport(protocol())) {
                MailAddress.MailLogin login = address.login().orElse(null);
                transport.connect(address.host(), address.port(), login == null ? null : login.user(),
                        login == null ? null : login.password());
                transport.sendMessage(mail, mail.getAllRecipients());
            }
            return null;
        }, sockets::cut);
    }

    private String protocol() {
        return address.isSecure() ? "smtps" : "smtp";
    }

    private Properties properties(CutSockets sockets) {
        String prefix = "mail." + protocol() + ".";
        String limit = Long.toString(longest.toMillis());
        boolean isLoggedIn = address.login().isPresent();
        Properties properties = new Properties();
        properties.put(prefix + "connectiontimeout", limit);
        properties.put(prefix + "timeout", limit);
        properties.put(prefix + "writetimeout", limit);
        properties.put(prefix + "auth", Boolean.toString(isLoggedIn));
        properties.put(prefix + "starttls.enable", "true");
        // A password leaves this machine in no clear text.
        properties.put(prefix + "starttls.required",
                Boolean.toString(isLoggedIn && !address.isSecure() && !Hosts.isLoopback(address.host())));
        properties.put(prefix + "ssl.checkserveridentity", "true");
        properties.put(prefix + "socketFactory", sockets.plain());
        properties.put(prefix + "ssl.socketFactory", sockets.secure());
        properties.put(prefix + "socketFactory.fallback", "false");
        properties.put(prefix + "localhost", "dcs-sync");
        return properties;
    }

    private MimeMessage mail(Session session, ObjectNode values) throws MessagingException {
        JsonNode text = plain.of(values).fill(values);
        MimeMessage mail = new MailWithId(session, id(values.path("id").asText()));
        mail.setFrom(new InternetAddress(address.sender(), true));
        for (String recipient : address.recipients()) {
            mail.addRecipient(RecipientType.TO, new InternetAddress(recipient, true));
        }
        mail.setSubject(line(text.path("subject").asText()), UTF_8);
        mail.setSentDate(Date.from(Clock.systemUTC().instant()));
        mail.setHeader("Auto-Submitted", "auto-generated");
        mail.setHeader("References", String.join(" ", references(values)));
        if (isEnd(values)) {
            mail.setHeader("In-Reply-To", id(MessageValues.idOf(values, "raised")));
        }
        mail.setContent(new MimeMultipart("alternative", part(joined(text.path("text")), "plain"),
                part(joined(html.of(values).fill(values).path("html")), "html")));
        mail.saveChanges();
        return mail;
    }

    private static boolean isEnd(ObjectNode values) {
        return values.path("state").asText().equals("resolved");
    }

    /** The first is of no message: what is raised anew later comes to the same thread. */
    private List<String> references(ObjectNode values) {
        List<String> references = new ArrayList<>();
        references.add(id("thread." + MessageValues.hash(values.hasNonNull("dedup_key")
                ? values.path("dedup_key").asText()
                : values.path("of").asText() + " " + values.path("source").asText())));
        if (isEnd(values)) {
            references.add(id(MessageValues.idOf(values, "raised")));
        }
        return references;
    }

    private String id(String local) {
        return "<" + local + address.sender().substring(address.sender().lastIndexOf('@')) + ">";
    }

    private static MimeBodyPart part(String text, String subtype) throws MessagingException {
        MimeBodyPart part = new MimeBodyPart();
        part.setText(text, UTF_8, subtype);
        return part;
    }

    /** A text may be given as an array of its lines. */
    private static String joined(JsonNode text) {
        List<String> lines = new ArrayList<>();
        text.forEach(line -> lines.add(line.asText()));
        return text.isArray() ? String.join("\n", lines) : text.asText();
    }

    private static String line(String text) {
        return text.replaceAll("[\\p{Cntrl}\\p{Zl}\\p{Zp}]+", " ").strip();
    }

    private static final class MailWithId extends MimeMessage {

        private final String id;

        MailWithId(Session session, String id) {
            super(session);
            this.id = id;
        }

        @Override
        protected void updateMessageID() throws MessagingException {
            setHeader("Message-ID", id);
        }
    }
}
