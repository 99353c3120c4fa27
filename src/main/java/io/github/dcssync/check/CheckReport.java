package io.github.dcssync.check;

import io.github.dcssync.settings.SettingEntry;
import java.util.List;

/** Where findings go, in the order in which they are made. */
public interface CheckReport {

    /** @param entries every setting, secrets masked */
    void settings(List<SettingEntry> entries);

    /**
     * Begins a group of findings.
     *
     * @param area   {@code overlay}, {@code source NAME} or {@code database}
     * @param target where it is
     */
    void area(String area, String target);

    /** @param finding about the area begun last */
    void finding(Finding finding);

    /** Ends the report. */
    void end();
}
