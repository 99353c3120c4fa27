package io.github.dcssync.settings;

import io.github.dcssync.secret.PercentCodes;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** What is secret of an address of alerts: all but scheme and host. */
final class AddressParts {

    /** Its path is the name of a logger, which is no secret. */
    static final String LOG = "log";
    static final Pattern BEHIND_SCHEME = Pattern.compile("(?://(?:(?<user>[^/?#]*)@)?"
            + "(?<host>[A-Za-z0-9._-]+(?::[0-9]+)?)(?=[/?#]|$))?(?<rest>.*)", Pattern.DOTALL);

    private static final Pattern MARKS = Pattern.compile("[/?&;=,:@#()]");

    /** What is so long, or a little shorter and has a digit, is no word that texts would be full of. */
    private static final int UNUSUAL = 16;
    private static final int UNUSUAL_WITH_DIGIT = 8;

    private AddressParts() {
    }

    /** User and rest, whole and in pieces: path segments, names and values; each as it stands there and decoded. */
    static List<String> of(AlertAddress address) {
        String behind = address.text().substring(address.text().indexOf(':') + 1);
        Matcher parts = BEHIND_SCHEME.matcher(address.scheme().equals(LOG) ? behind.replaceFirst("[^?]*", "") : behind);
        List<String> found = new ArrayList<>();
        if (parts.matches()) {
            add(found, parts.group("user"));
            add(found, parts.group("rest"));
        }
        address.mail().flatMap(MailAddress::login)
                .ifPresent(login -> found.addAll(List.of(login.user(), login.password())));
        address.http().map(HttpAddress::authorization).ifPresent(found::add);
        return found;
    }

    private static void add(List<String> found, String text) {
        if (text != null) {
            List<String> pieces = new ArrayList<>(List.of(MARKS.split(text)));
            pieces.add(text);
            pieces.forEach(piece -> found.addAll(List.of(piece, PercentCodes.decode(piece))));
        }
    }

    /** Whether a part can be taken out of any text, and no text would be unreadable without it. */
    static boolean isUnusual(String part) {
        return part.length() >= UNUSUAL
                || part.length() >= UNUSUAL_WITH_DIGIT && part.chars().anyMatch(Character::isDigit);
    }
}
