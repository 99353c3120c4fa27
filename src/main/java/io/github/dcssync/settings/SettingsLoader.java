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

    private final Violations faults = new Violations();
    private final Map<String, String> environment;
    private final Path home;
    private final OperatorFiles files;
    private final Settings.Purpose purpose;
    private final Placeholders placeholders;
    private final Values values;
    private final Map<String, RawValue> camel = new TreeMap<>();
    private final List<String> warnings = new ArrayList<>();

    SettingsLoader(Map<String, String> environment, Path home, Settings.Purpose purpose) {
        this.environment = environment;
        this.home = home;
        this.files = OperatorFiles.of(home, environment);
        this.purpose = purpose;
        this.placeholders = new Placeholders(purpose == Settings.Purpose.DEMO ? withoutVendors() : environment, home);
        this.values = new Values(placeholders, faults);
    }

    Settings load(Path file) {
        new OverlayChecks(files).run(faults, warnings);
        readFile(file);
        readEnvironment();
        new Checks(values, faults).run();
        Settings settings = new SettingsBuilder(values, faults, home, files, placeholders,
                new Variables(environment)).build(purpose, camel, warnings);
        if (!faults.lines().isEmpty()) {
            throw new SettingsException(faults.lines(), settings.logFormat());
        }
        return settings;
    }

    /** A demo brings a source and a database of its own: what is said of others is not even read. */
    private boolean isOverlooked(Setting<?> setting) {
        return purpose == Settings.Purpose.DEMO && (setting.isOfSource() || setting == SettingTable.SOURCES
                || setting == SettingTable.CLUSTER_ENABLED || setting.key().startsWith("dcs.db."));
    }

    private Map<String, String> withoutVendors() {
        Map<String, String> others = new HashMap<>(environment);
        others.keySet().removeIf(variable -> variable.startsWith(Placeholders.VENDOR));
        return others;
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
                give(known.get(), line.value(), origin);
                noteIfOpen(file, known.get(), line.value());
            } else if (key.startsWith(CAMEL)) {
                OwnComponents.check(key, line.value(), origin, faults);
                CamelGroups.check(key, line.value(), origin, faults);
                camel.put(key, new RawValue(line.value(), origin));
            } else {
                UnknownKey.report(line, origin, faults);
            }
        }
    }

    private void noteIfOpen(Path file, KeyName name, String value) {
        if (name.setting().secret() && !value.isBlank() && !value.contains("{{") && !isOverlooked(name.setting())) {
            values.noteIfOpen(file, name.key());
        }
    }

    private void give(KeyName name, String text, String origin) {
        if (!isOverlooked(name.setting())) {
            values.give(name, text, origin);
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
            known.ifPresent(name -> give(name, value, "environment " + variable));
            if (known.isEmpty() && !giveByFile(variable, value) && variable.startsWith("DCS_")
                    && !variable.equals(OperatorFiles.OVERLAY)) {
                unknown.add(variable);
            }
        });
        OwnComponents.warn(environment.keySet(), warnings);
        if (!unknown.isEmpty()) {
            warnings.add("unknown environment variables, which set nothing: " + String.join(", ", unknown));
        }
    }

    /**
     * {@code NAME_FILE} is read in place of {@code NAME}, unless it is a key itself.
     *
     * @return whether it stands for a key
     */
    private boolean giveByFile(String variable, String path) {
        if (!variable.endsWith(Placeholders.FILE)) {
            return false;
        }
        String name = variable.substring(0, variable.length() - Placeholders.FILE.length());
        Optional<KeyName> known = KeyName.ofVariable(name);
        if (isSet(variable) && isSet(name) && (name.startsWith(Placeholders.VENDOR) ? purpose != Settings.Purpose.DEMO
                : known.isPresent() && !isOverlooked(known.get().setting()))) {
            faults.add(name + " and " + variable + " are both set: unset one of them");
        } else if (isSet(variable)) {
            known.ifPresent(key -> give(key, "{{file:" + path.trim() + "}}", "environment " + variable));
        }
        return known.isPresent();
    }

    private boolean isSet(String variable) {
        return !environment.getOrDefault(variable, "").isBlank();
    }
}
