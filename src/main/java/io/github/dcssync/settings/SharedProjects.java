package io.github.dcssync.settings;

import java.net.URI;
import java.util.List;
import java.util.Locale;

/** What is wrong, or odd, about sources that read the same project: each would take the records from the other. */
final class SharedProjects {

    private static final String REMEDY = "take one of them out, or give both ids or name patterns of their own"
            + " (dcs.source.NAME.instances, .instances.include, .instances.exclude)";

    private final List<Source> sources;

    SharedProjects(List<Source> sources) {
        this.sources = sources;
    }

    /** @return whether both have the same project of the same service */
    static boolean isSame(Source one, Source other) {
        return haveSameNumber(one, other) && address(one.endpoint()).equals(address(other.endpoint()));
    }

    private static boolean haveSameNumber(Source one, Source other) {
        return one.projectId() != null && one.projectId().equalsIgnoreCase(other.projectId());
    }

    private static String address(URI endpoint) {
        if (endpoint == null) {
            return "";
        }
        int port = endpoint.getPort() >= 0 ? endpoint.getPort() : endpoint.getScheme().equals("http") ? 80 : 443;
        return endpoint.getHost().toLowerCase(Locale.ROOT).replaceFirst("\\.$", "") + ":" + port;
    }

    void check(Violations faults, List<String> warnings) {
        for (int i = 0; i < sources.size(); i++) {
            for (int j = i + 1; j < sources.size(); j++) {
                Source one = sources.get(i);
                Source other = sources.get(j);
                if (isSame(one, other)) {
                    check(one, other, faults, warnings);
                } else if (haveSameNumber(one, other)) {
                    warnings.add("sources " + one.name() + " and " + other.name() + " read a project of the same id "
                            + one.projectId() + " from two services (" + address(one.endpoint()) + ", "
                            + address(other.endpoint()) + "): if these are two names of one, " + REMEDY);
                }
            }
        }
    }

    private static void check(Source one, Source other, Violations faults, List<String> warnings) {
        String both = "sources " + one.name() + " and " + other.name() + " read the same project "
                + one.projectId();
        List<String> twice = one.instanceIds().stream().filter(other.instanceIds()::contains).toList();
        if (readsAll(one) && readsAll(other)) {
            faults.add(both + ", all of it: " + REMEDY);
        } else if (!twice.isEmpty()) {
            faults.add(both + " and both name " + Violations.show(false, String.join(", ", twice))
                    + ": name each instance in one of them");
        } else {
            warnings.add(both + ": an instance that both select belongs to " + one.name() + ", which comes first");
        }
    }

    private static boolean readsAll(Source source) {
        return source.discoversInstances() && source.include().isEmpty() && source.exclude().isEmpty();
    }
}
