package io.github.dcssync.settings;

import io.github.dcssync.secret.PercentCodes;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * People who get a message by e-mail, and the server that takes it for them.
 *
 * @param recipients at least one
 * @param sender     who it is from
 * @param isSecure   whether TLS comes first ({@code smtps:}); otherwise it does when the server offers it
 * @param host       of the server; one of IPv6 without brackets
 * @param login      to the server, if there is one
 */
public record MailAddress(List<String> recipients, String sender, boolean isSecure, String host, int port,
        Optional<MailLogin> login) {

    private static final String FORM = "give mailto:TO@HOST?from=FROM@HOST&smtp=smtp%3A%2F%2FSERVER";
    private static final int PORT = 25;
    private static final int SECURE_PORT = 465;
    private static final int HIGHEST_PORT = 65_535;
    private static final Pattern PARTS = Pattern.compile("mailto:([^?#]+)\\?([^#]+)", Pattern.CASE_INSENSITIVE);
    /** Nothing that could begin another header or another address. */
    private static final Pattern MAILBOX =
            Pattern.compile("[A-Za-z0-9!#$%&'*+/=?^_`{|}~.-]{1,64}@[A-Za-z0-9]([A-Za-z0-9.-]{0,251}[A-Za-z0-9])?");
    private static final Pattern SERVER = Pattern.compile("(smtps?)://(?:([^/@:]+)(?::([^/@]*))?@)?"
            + "(\\[[0-9a-f:.]+]|[a-z0-9_][a-z0-9._-]*)(?::([0-9]{1,5}))?/?", Pattern.CASE_INSENSITIVE);

    /** A user and a password. */
    public record MailLogin(String user, String password) {

        /** Shows neither. */
        @Override
        public String toString() {
            return "MailLogin";
        }
    }

    /** @throws SettingType.RefusedValue when no message can be sent to it as it stands */
    static MailAddress read(String text) {
        Matcher parts = PARTS.matcher(text);
        require(parts.matches(), FORM);
        List<String> recipients =
                Arrays.stream(parts.group(1).split(",", -1)).map(PercentCodes::decode).toList();
        Map<String, String> options = options(parts.group(2));
        require(options.keySet().equals(Set.of("from", "smtp")), FORM + ", each of the two once and nothing else");
        require(recipients.stream().allMatch(mailbox -> MAILBOX.matcher(mailbox).matches())
                && MAILBOX.matcher(options.get("from")).matches(),
                FORM + " with addresses such as ops@example.com, without names");
        Matcher server = SERVER.matcher(options.get("smtp"));
        require(server.matches(), "give the server as smtp://HOST or smtps://USER:PASSWORD@HOST, percent-encoded once"
                + " as a whole, with what is special in USER and PASSWORD percent-encoded before");
        boolean isSecure = server.group(1).equalsIgnoreCase("smtps");
        return new MailAddress(recipients, options.get("from"), isSecure,
                server.group(4).replaceAll("[\\[\\]]", ""), port(server.group(5), isSecure),
                Optional.ofNullable(server.group(2)).map(user -> new MailLogin(PercentCodes.decode(user),
                        server.group(3) == null ? "" : PercentCodes.decode(server.group(3)))));
    }

    private static int port(String text, boolean isSecure) {
        if (text == null) {
            return isSecure ? SECURE_PORT : PORT;
        }
        int port = Integer.parseInt(text);
        require(port > 0 && port <= HIGHEST_PORT, "give a port from 1 to 65535");
        return port;
    }

    private static Map<String, String> options(String query) {
        Map<String, String> options = new HashMap<>();
        for (String option : query.split("&", -1)) {
            String[] parts = option.split("=", 2);
            require(parts.length == 2 && options.put(parts[0], PercentCodes.decode(parts[1])) == null, FORM);
        }
        return options;
    }

    private static void require(boolean right, String remedy) {
        if (!right) {
            throw new SettingType.RefusedValue(remedy);
        }
    }

    /** Shows nobody. */
    @Override
    public String toString() {
        return "mail";
    }
}
