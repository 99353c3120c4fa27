package io.github.dcssync.settings;

import java.sql.DriverManager;
import java.sql.SQLException;
import java.util.List;
import java.util.Optional;
import java.util.Properties;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.h2.api.ErrorCode;
import org.h2.engine.ConnectionInfo;
import org.h2.message.DbException;
import org.postgresql.Driver;
import org.postgresql.PGProperty;
import org.postgresql.jdbc.SslMode;
import org.postgresql.util.PSQLException;

/** What the drivers themselves say about a URL, asked without a connection: nothing about it is the database's fault. */
final class DriverUrl {

    private static final int LAST_PORT = 65_535;
    private static final Pattern PORT = Pattern.compile("(?<=[\\w.\\]-]):([0-9]{1,5})(?=[,/]|$)");
    private static final Pattern QUOTED = Pattern.compile("\"(\\w+)\"");
    private static final Set<String> LOGIN = Set.of("USER", "PASSWORD");

    private DriverUrl() {
    }

    /**
     * Why the driver would not even try.
     *
     * @param url of H2, PostgreSQL, MariaDB or MySQL
     * @return what would be right, without any value of a parameter; empty when the driver reads it
     */
    static Optional<String> refusal(String url) {
        DatabaseAddress address = new DatabaseAddress(url);
        if (!address.isUnderstood()) {
            return Optional.empty();
        }
        boolean port = PORT.matcher(address.shown()).results().map(found -> Integer.parseInt(found.group(1)))
                .anyMatch(number -> number < 1 || number > LAST_PORT);
        if (port) {
            return Optional.of("give a port from 1 to " + LAST_PORT);
        }
        if (url.startsWith("jdbc:h2:")) {
            return ofH2(url, address);
        }
        return url.startsWith("jdbc:postgresql:") ? ofPostgres(url) : ofMariaDb(url);
    }

    private static Optional<String> ofH2(String url, DatabaseAddress address) {
        try {
            new ConnectionInfo(url, new Properties(), null, null).getName();
            return Optional.empty();
        } catch (DbException e) {
            Matcher quoted = QUOTED.matcher(e.getMessage());
            String name = quoted.find() ? quoted.group(1) : "";
            // Behind a password, what looks like an option may be a piece of it.
            boolean shown = LOGIN.contains(name) || !address.hasPassword();
            return Optional.ofNullable(switch (e.getErrorCode()) {
                case ErrorCode.DUPLICATE_PROPERTY_1 -> "give " + (shown ? name : "each option") + " once";
                case ErrorCode.UNSUPPORTED_SETTING_1 ->
                    "leave out " + (shown ? name + ", which H2 does not know" : "the option that H2 does not know");
                case ErrorCode.URL_FORMAT_ERROR_2 -> "write options as ;NAME=VALUE, and a semicolon in a value as \\;";
                case ErrorCode.URL_RELATIVE_TO_CWD -> "begin the file's path with ./, ~/ or /";
                // Of the login, which stands elsewhere.
                default -> null;
            });
        }
    }

    private static Optional<String> ofPostgres(String url) {
        Properties parameters = Driver.parseURL(url, null);
        if (parameters == null) {
            return Optional.of("give jdbc:postgresql://host:port/database");
        }
        try {
            SslMode.of(parameters);
        } catch (PSQLException unknown) {
            return Optional.of("give sslmode as disable, allow, prefer, require, verify-ca or verify-full");
        }
        return Postgres.NUMBERS.stream().filter(number -> !isNumber(number, parameters)).findFirst()
                .map(number -> "give " + number.getName() + " as a whole number");
    }

    private static boolean isNumber(PGProperty property, Properties parameters) {
        try {
            property.getInt(parameters);
            return true;
        } catch (PSQLException e) {
            return false;
        }
    }

    private static Optional<String> ofMariaDb(String url) {
        String known = url.replaceFirst("^jdbc:mysql:", "jdbc:mariadb:");
        try {
            DriverManager.getDriver(known).getPropertyInfo(known, new Properties());
            return Optional.empty();
        } catch (SQLException e) {
            return Optional.of("give jdbc:mariadb://host:port/database and parameters that MariaDB's driver reads");
        }
    }

    /** Of a driver that only its own URLs load. */
    private static final class Postgres {

        static final List<PGProperty> NUMBERS = List.of(PGProperty.CONNECT_TIMEOUT, PGProperty.LOGIN_TIMEOUT,
                PGProperty.SOCKET_TIMEOUT, PGProperty.PREPARE_THRESHOLD, PGProperty.DEFAULT_ROW_FETCH_SIZE);
    }
}
