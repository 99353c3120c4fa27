package io.github.dcssync.settings;

import java.util.List;
import java.util.Locale;
import java.util.Set;
import org.apache.camel.util.SensitiveUtils;

/** Camel's components that the program sets up itself: what an operator says of them would set nothing. */
final class OwnComponents {

    private static final List<String> HTTP = List.of("camel.component.http.", "camel.component.https.");

    private OwnComponents() {
    }

    /** An environment is shared with others: there it is only said. */
    static void warn(Set<String> variables, List<String> warnings) {
        List<String> idle = variables.stream().filter(variable -> variable.startsWith("CAMEL_COMPONENT_HTTP_")
                || variable.startsWith("CAMEL_COMPONENT_HTTPS_")).sorted().toList();
        if (!idle.isEmpty()) {
            warnings.add("the program sets up HTTP itself (dcs.http.*); these variables set nothing: "
                    + String.join(", ", idle));
        }
    }

    static void check(String key, String value, String origin, Violations faults) {
        if (HTTP.stream().anyMatch(key.toLowerCase(Locale.ROOT)::startsWith)) {
            faults.wrong(key, Violations.show(SensitiveUtils.containsSensitive(key), value), origin,
                    "the program sets up HTTP itself: take it out and see the keys dcs.http.*");
        }
    }
}
