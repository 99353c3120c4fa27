package io.github.dcssync.record;

import java.util.List;

/**
 * The service's words for how an operation goes, in lower case.
 *
 * @param succeeded it was made
 * @param failed    what the word ends with when it was not
 * @param underWay  it has not ended
 * @param removed   what became of one that had succeeded
 */
public record Statuses(String succeeded, String failed, List<String> underWay, List<String> removed) {

    /** The documents mix the words of backups and restorations up. */
    static final List<String> UNDER_WAY = List.of("waiting", "backuping", "restoring");
}
