package io.github.dcssync.settings;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;

/** Brings file and environment together, checks every value and builds the settings, or throws all faults. */
final class SettingsLoader {

    private static final String CAMEL = "camel.";

    private final Faults faults = new Faults();
    private final Map<String, String> environment;
    private final Path home;
    private final Settings.Purpose purpose;
    private final Placeholders placeholders;
    private final Values values;
    private final Map<String, Given> camel = new TreeMap<>();
    private final List<String> warnings = new ArrayList<>();

    SettingsLoader(Map<String, String> environment, Path home, Settings.Purpose purpose) {
        this.environment = environment;
        this.home = home;
        this.purpose = purpose;
        this.placeholders = new Placeholders(environment);
        this.values = new Values(placeholders, faults);
    }

    Settings load(Path file) {
        readFile(file);
        readEnvironment();
        if (purpose == Settings.Purpose.DEMO) {
            values.drop(setting -> setting.isOfSource() || setting == SettingTable.SOURCES
                    || setting == SettingTable.CLUSTER_ENABLED
                    || setting.key().startsWith("dcs.db."));
        }
        new Checks(values, faults).run();
        Settings settings = new SettingsBuilder(values, faults, home, placeholders).build(purpose, camel, warnings);
        if (!faults.lines().isEmpty()) {
            throw new SettingsException(faults.lines());
        }
        return settings;
    }

    private void readFile(Path file) {
        String shownPath = file == null ? "" : shown(file);
        Map<String, Integer> seen = new HashMap<>();
        for (PropertiesFile.Line line : PropertiesFile.read(file, shownPath, faults)) {
            Optional<KeyName> known = KeyName.ofKey(line.key());
            String key = known.map(KeyName::key).orElse(line.key());
            String origin = shownPath + ":" + line.number();
            Integer before = seen.putIfAbsent(key, line.number());
            if (before != null) {
                faults.add(key + " (" + origin + "): is set twice; take it out here or in line " + before);
            } else if (known.isPresent()) {
                values.give(known.get(), line.value(), origin);
            } else if (key.startsWith(CAMEL)) {
                camel.put(key, new Given(line.value(), origin));
            } else {
                UnknownKey.report(line, origin, faults);
            }
        }
    }

    private String shown(Path file) {
        Path absolute = file.toAbsolutePath().normalize();
        Path checkout = home.toAbsolutePath().normalize();
        return (absolute.startsWith(checkout) ? checkout.relativize(absolute) : file).toString();
    }

    private void readEnvironment() {
        Set<String> unknown = new TreeSet<>();
        environment.forEach((variable, value) -> {
            Optional<KeyName> known = KeyName.ofVariable(variable);
            known.ifPresent(name -> values.give(name, value, "environment " + variable));
            if (known.isEmpty() && variable.startsWith("DCS_")) {
                unknown.add(variable);
            }
        });
        if (!unknown.isEmpty()) {
            warnings.add("unknown environment variables, which set nothing: " + String.join(", ", unknown));
        }
    }
}
