package io.github.dcssync.settings;

import java.util.List;

/** Says everything that is wrong with the settings; shows no secret. */
public final class SettingsException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    private final transient List<String> faults;

    SettingsException(List<String> faults) {
        super(String.join(System.lineSeparator(), faults));
        this.faults = List.copyOf(faults);
    }

    /** One line a fault: key, value (unless secret), where it came from and what would be right. */
    public List<String> faults() {
        return faults;
    }
}
