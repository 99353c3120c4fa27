package io.github.dcssync.check;

import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;

/** Keeps findings for a test to look at. */
final class Findings implements Consumer<Finding> {

    private final List<Finding> all = new ArrayList<>();

    @Override
    public void accept(Finding finding) {
        all.add(finding);
    }

    /** Each finding as {@code level subject: text}. */
    List<String> lines() {
        return all.stream().map(finding -> finding.level() + " " + finding.subject() + ": " + finding.text()).toList();
    }
}
