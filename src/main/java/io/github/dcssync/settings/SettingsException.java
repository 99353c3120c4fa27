package io.github.dcssync.settings;

import java.util.List;

/** Says everything that is wrong with the settings; shows no secret. */
public final class SettingsException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    private final transient List<String> faults;
    private final LogFormat logFormat;

    /** @param logFormat null where that is at fault, too */
    SettingsException(List<String> faults, LogFormat logFormat) {
        super(String.join(System.lineSeparator(), faults));
        this.faults = List.copyOf(faults);
        this.logFormat = logFormat == null ? LogFormat.TEXT : logFormat;
    }

    /** One line a fault: key, value (unless secret), where it came from and what would be right. */
    public List<String> faults() {
        return faults;
    }

    /** How they are to be said, as far as the settings could be read. */
    public LogFormat logFormat() {
        return logFormat;
    }
}
