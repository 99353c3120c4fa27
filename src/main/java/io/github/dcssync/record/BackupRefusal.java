package io.github.dcssync.record;

import java.util.List;
import java.util.Locale;

/** What the service answers when it is asked for the backups of an instance that cannot have any. */
public final class BackupRefusal {

    /** The codes that say so, in capitals. */
    public static final List<String> CODES = List.of("DCS.4086", "DCS.4095", "111400086", "111400095");

    private BackupRefusal() {
    }

    /** @return whether the answer's code says that the instance cannot have backups; null for none */
    public static boolean isOf(String code) {
        return code != null && CODES.contains(code.strip().toUpperCase(Locale.ROOT));
    }
}
