package io.github.dcssync.database;

import java.io.IOException;
import java.sql.SQLException;
import java.util.Set;
import java.util.regex.Pattern;

/** A database that cannot write because its disk, a quota or a limit of the size of files leaves no room. */
public final class DiskFull {

    private static final String POSTGRESQL_STATE = "53100";
    /** MariaDB's ER_DISK_FULL and ER_RECORD_FILE_FULL. */
    private static final Set<Integer> MARIADB_CODES = Set.of(1021, 1114);
    /** MariaDB quotes the system's ENOSPC, EDQUOT or EFBIG behind the codes of errors of reading and writing. */
    private static final Pattern MARIADB_QUOTE = Pattern.compile("(?i)(errno|error):? ?(28|122|27)\\b");
    /** H2 throws on what the system said to Java. */
    private static final Pattern SYSTEM = Pattern.compile(
            "(?i)no space left on device|disk quota exceeded|file too large|not enough space on the disk");

    private DiskFull() {
    }

    /** @return whether that is why something of the database failed */
    public static boolean isCause(Throwable exception) {
        boolean ofDatabase = false;
        for (Throwable cause = exception; cause != null; cause = cause.getCause()) {
            ofDatabase |= cause instanceof SQLException;
            if (cause instanceof SQLException sql && isSaid(sql)
                    || ofDatabase && cause instanceof IOException && SYSTEM.matcher(text(cause)).find()) {
                return true;
            }
        }
        return false;
    }

    private static boolean isSaid(SQLException sql) {
        return POSTGRESQL_STATE.equals(sql.getSQLState()) || MARIADB_CODES.contains(sql.getErrorCode())
                || "HY000".equals(sql.getSQLState()) && MARIADB_QUOTE.matcher(text(sql)).find();
    }

    private static String text(Throwable thrown) {
        return String.valueOf(thrown.getMessage());
    }

    /**
     * @param address what messages call the database
     * @return one line with the remedy
     */
    public static String line(String address, Throwable exception) {
        return "The database " + address + " " + sentence(DatabaseFaults.rootMessage(exception));
    }

    static String sentence(String reason) {
        return "has no room on its disk (" + reason + "): free space there, or raise the quota or the limit of files";
    }
}
