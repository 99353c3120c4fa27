package io.github.dcssync.database;

import java.io.EOFException;
import java.sql.SQLException;
import java.util.Set;
import org.postgresql.util.PSQLException;
import org.springframework.core.NestedExceptionUtils;

/** What can be wrong with a database, told from the driver's codes. */
enum Problem {

    IN_USE, NO_ACCESS, NO_DATABASE, NO_RIGHT, READ_ONLY, POOLER, UNREACHABLE, LOCKED, DISK_FULL, DAMAGED, OTHER;

    static Problem of(Dialect dialect, SQLException error) {
        if (DiskFull.isCause(error)) {
            return DISK_FULL;
        }
        if (DatabaseFaults.isReadOnly(error)) {
            return READ_ONLY;
        }
        String state = error.getSQLState() == null ? "" : error.getSQLState();
        return switch (dialect) {
            case H2 -> isCutShort(error) ? DAMAGED : ofH2(error.getErrorCode());
            case POSTGRESQL -> ofPostgres(state, error);
            case MARIADB -> ofMariaDb(error.getErrorCode(), state);
        };
    }

    /** A file that is shorter than what each of them begins with is an error of reading to H2, as that of a disk is. */
    private static boolean isCutShort(SQLException error) {
        return Set.of(90028, 90031).contains(error.getErrorCode())
                && NestedExceptionUtils.getMostSpecificCause(error) instanceof EOFException;
    }

    /** Codes: org.h2.api.ErrorCode. */
    private static Problem ofH2(int code) {
        return switch (code) {
            case 90020 -> IN_USE;
            case 28000, 90056 -> NO_ACCESS;
            case 90013, 90146, 90149 -> NO_DATABASE;
            case 90040, 90096 -> NO_RIGHT;
            case 90097 -> READ_ONLY;
            case 50200 -> LOCKED;
            case 90067 -> UNREACHABLE;
            case 90030 -> DAMAGED;
            default -> OTHER;
        };
    }

    /** States: appendix A of PostgreSQL's manual. */
    private static Problem ofPostgres(String state, SQLException error) {
        return switch (state) {
            case "28000", "28P01" -> NO_ACCESS;
            case "3D000" -> NO_DATABASE;
            case "42501" -> NO_RIGHT;
            case "55P03" -> LOCKED;
            case "57P01", "57P02", "57P03" -> UNREACHABLE;
            // The driver itself says so of whatever does not speak the protocol.
            case "08P01" -> isOfServer(error) ? POOLER : UNREACHABLE;
            default -> state.startsWith("08") ? UNREACHABLE : OTHER;
        };
    }

    private static boolean isOfServer(SQLException error) {
        return error instanceof PSQLException answer && answer.getServerErrorMessage() != null;
    }

    /** Codes: MariaDB's list of error codes. */
    private static Problem ofMariaDb(int code, String state) {
        return switch (code) {
            case 1045, 1698 -> NO_ACCESS;
            case 1049 -> NO_DATABASE;
            case 1044, 1142, 1227 -> NO_RIGHT;
            case 1205 -> LOCKED;
            default -> state.startsWith("08") ? UNREACHABLE : OTHER;
        };
    }
}
