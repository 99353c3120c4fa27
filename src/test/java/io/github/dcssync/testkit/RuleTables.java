package io.github.dcssync.testkit;

import io.github.dcssync.rule.ErrorRules;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;

/** The tables as they are shipped, and tables that tests write. */
public final class RuleTables {

    public static final Path RULES = Path.of("config", "api-errors.yaml");
    public static final Path CODES = Path.of("config", "error-codes.yaml");
    /** Claims everything. */
    public static final String LAST = """
            - name: last
              action: {list: skip_instance, discovery: fail_source}
              fixed_by: developer
              why: Nobody knows.
            """;

    private RuleTables() {
    }

    public static ErrorRules shippedRules() {
        return ErrorRules.load(RULES);
    }

    /** @param conditions and what else the rule has, each on a line, beside name, fixed_by and why */
    public static String rule(String name, String... conditions) {
        return "- name: " + name + "\n  fixed_by: operator\n  why: Because.\n  "
                + String.join("\n  ", conditions) + "\n";
    }

    public static Path write(Path folder, String... parts) {
        try {
            return Files.writeString(folder.resolve("table.yaml"), String.join("", parts));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
