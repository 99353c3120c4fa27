package io.github.dcssync.record;

import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;

/** What the service answers when it is asked for the backups of an instance that cannot have any. */
public final class BackupRefusal {

    private static final List<String> CODES = List.of("DCS.4086", "DCS.4095", "111400086", "111400095");

    private BackupRefusal() {
    }

    /** @return whether the answer's code says that the instance cannot have backups; null for none */
    public static boolean isOf(String code) {
        return code != null && CODES.contains(code.strip().toUpperCase(Locale.ROOT));
    }

    /** @return the same of a column, as an SQL condition */
    public static String sql(String column) {
        return CODES.stream().map(code -> "'" + code + "'")
                .collect(Collectors.joining(", ", "coalesce(upper(trim(" + column + ")) in (", "), false)"));
    }
}
