package io.github.dcssync.account;

import io.github.dcssync.identity.IamProject;
import java.util.Collection;
import java.util.HashSet;
import java.util.Locale;
import java.util.Set;
import java.util.regex.Pattern;

/**
 * What the sources of projects are called: as the project in lower case. A name is part of addresses and of lists, so that
 * what is no letter, digit, hyphen or underscore becomes a hyphen; one that is taken already has the project's id behind it.
 */
final class SourceNames {

    private static final Pattern ODD = Pattern.compile("[^a-z0-9_-]+");
    private static final int LONGEST = 100;
    private static final int SHORT_ID = 8;

    private final Set<String> taken;

    /** @param taken the names of sources that have one for good */
    SourceNames(Collection<String> taken) {
        this.taken = new HashSet<>(taken);
    }

    /**
     * @param group under which name of the settings the project was found; empty for none
     * @return a name that no other source has, nor gets from now on
     */
    String of(String group, IamProject project) {
        String plain = ODD.matcher(project.name().toLowerCase(Locale.ROOT)).replaceAll("-");
        String name = (group.isEmpty() ? "" : group + "/") + plain.substring(0, Math.min(LONGEST, plain.length()));
        String id = project.id().toLowerCase(Locale.ROOT);
        if (taken.add(name)) {
            return name;
        }
        String withId = name + "-" + id.substring(0, SHORT_ID);
        if (taken.add(withId)) {
            return withId;
        }
        taken.add(name + "-" + id);
        return name + "-" + id;
    }
}
