package io.github.dcssync.settings;

import java.util.Comparator;
import java.util.Optional;
import java.util.stream.Stream;

/** What somebody may have meant who wrote a name that is not known. */
public final class DidYouMean {

    private DidYouMean() {
    }

    /** The known name that is most like the written one; empty when none is much like it. */
    public static Optional<String> to(String written, Stream<String> known) {
        int farthest = Math.max(2, written.length() / 3);
        return known.min(Comparator.comparing((String name) -> distance(written, name)))
                .filter(name -> distance(written, name) <= farthest);
    }

    /** Levenshtein's: letters to insert, delete or replace; dot, hyphen and underscore are confused for free. */
    private static int distance(String one, String other) {
        int[] costs = new int[other.length() + 1];
        for (int i = 0; i <= one.length(); i++) {
            int diagonal = i;
            for (int j = 0; j <= other.length(); j++) {
                int cost = i == 0 ? j : j == 0 ? i : Math.min(1 + Math.min(costs[j], costs[j - 1]),
                        diagonal + (letter(one, i) == letter(other, j) ? 0 : 1));
                diagonal = costs[j];
                costs[j] = cost;
            }
        }
        return costs[other.length()];
    }

    private static char letter(String text, int position) {
        char letter = text.charAt(position - 1);
        return letter == '-' || letter == '_' ? '.' : letter;
    }
}
