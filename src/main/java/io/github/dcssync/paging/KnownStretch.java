package io.github.dcssync.paging;

import java.util.List;

/**
 * What a listing has brought, and how far it is known without a gap.
 *
 * <p>Reading goes along a <em>stretch</em>: every record that is listed between two records of the stretch is in it.
 * An answer is in one piece, so when it begins with a record of the stretch, the stretch may be lengthened by it,
 * whatever has moved meanwhile. Once reading has come to the end of the list, all that was brought is one stretch that
 * reaches to the end, for ever: new records appear at the head. What is read from the head afterwards is a stretch of
 * its own until it meets that one.
 */
final class KnownStretch {

    private final KeySet seen = new KeySet();
    private KeySet stretch = seen;
    private boolean reachesEnd;

    /** Begins a stretch that has nothing to do with what was read before. */
    void beginStretch() {
        // A stretch that is given up is tied neither to the end nor to what is read from now on.
        reachesEnd &= stretch == seen;
        stretch = seen.size() == 0 ? seen : new KeySet();
    }

    /** Called when the stretch has come to the end of the list, or to records from which all is known to the end. */
    void reachEnd() {
        reachesEnd = true;
        stretch = seen;
    }

    /** @return whether the answer lengthens the stretch without a gap */
    boolean joins(long position, List<String> keys) {
        return position == 0 ? keys.stream().anyMatch(stretch::contains)
                : !keys.isEmpty() && stretch.contains(keys.get(0));
    }

    /** @return whether all that follows the answer's first record is in the answer or known, to the end of the list */
    boolean meetsEnd(List<String> keys) {
        return reachesEnd && keys.stream()
                .anyMatch(key -> seen.contains(key) && (stretch == seen || !stretch.contains(key)));
    }

    /**
     * Takes an answer into the stretch.
     *
     * @param fresh is told which records the listing had not brought before
     * @return whether any of them is new to the stretch
     */
    boolean take(List<String> keys, boolean[] fresh) {
        boolean lengthened = false;
        for (int i = 0; i < fresh.length; i++) {
            fresh[i] = seen.add(keys.get(i));
            lengthened |= stretch == seen ? fresh[i] : stretch.add(keys.get(i));
        }
        return lengthened;
    }

    KeySet seen() {
        return seen;
    }
}
