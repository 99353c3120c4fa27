package io.github.dcssync.database;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.stream.Stream;

/** A JDBC URL with the parameters that the program needs; those the user gave win. */
final class JdbcUrl {

    /**
     * How long an answer is waited for. Short, because a server that hangs, or the way to it, is told from one that
     * works by nothing else; what may take longer has a {@link Patient} connection.
     */
    static final Duration SILENCE = Duration.ofSeconds(20);

    private static final String SOCKETS = "socketFactory=" + BoundedSockets.class.getName();

    private static final String READ_ONLY = "ACCESS_MODE_DATA=r";
    private static final String DURABLE = "WRITE_DELAY=0";
    private static final String NO_TRACE_FILE = "TRACE_LEVEL_FILE=0";

    private static final List<String> H2 = List.of(
            // The program closes the database when its last page is stored; H2's own exit hook would come before that.
            "DB_CLOSE_ON_EXIT=FALSE",
            // The default lets half a second of commits wait in memory, which kill -9 would lose. H2 asks for an
            // administrator to set it.
            DURABLE,
            // Each error would leave its stack trace beside the file or, where none can be made, on standard error. The
            // program says it in its own words. Also for administrators; who only reads leaves no trace anyway.
            NO_TRACE_FILE,
            // The contract calls a column of report_setting so.
            "NON_KEYWORDS=VALUE");

    private static final List<String> POSTGRESQL = List.of(
            "ApplicationName=dcs-sync",
            "reWriteBatchedInserts=true",
            "tcpKeepAlive=true",
            SOCKETS,
            // Seconds. A server that is gone is noticed at once; one that takes connections and says nothing soon.
            "connectTimeout=5",
            "loginTimeout=10",
            "socketTimeout=" + SILENCE.toSeconds());

    private static final List<String> MARIADB = List.of(
            // datetime knows no zone: driver and session both read and write UTC.
            "connectionTimeZone=UTC",
            "forceConnectionTimeZoneToSession=true",
            "preserveInstants=true",
            // Strict, or a value that does not fit would be cut without a word.
            "sessionVariables=sql_mode='STRICT_ALL_TABLES,NO_ENGINE_SUBSTITUTION,ERROR_FOR_DIVISION_BY_ZERO'",
            SOCKETS,
            // Milliseconds; see PostgreSQL.
            "connectTimeout=5000",
            "socketTimeout=" + SILENCE.toMillis());

    private JdbcUrl() {
    }

    /** The URL to connect with. */
    static String complete(String url) {
        return switch (Dialect.of(url)) {
            case H2 -> completeH2(url);
            case POSTGRESQL -> with(url, POSTGRESQL);
            case MARIADB -> with(url.replaceFirst("(?i)^jdbc:mysql:", "jdbc:mariadb:"), MARIADB);
        };
    }

    /** The URL to read an H2 database with, which is not made and needs no administrator. */
    static String toRead(String url) {
        return complete(with(url, List.of("IFEXISTS=TRUE", READ_ONLY)));
    }

    private static String completeH2(String url) {
        List<String> parameters = new ArrayList<>(H2);
        if (Stream.of(url.split(";")).anyMatch(READ_ONLY::equalsIgnoreCase)) {
            parameters.removeAll(List.of(DURABLE, NO_TRACE_FILE));
        }
        return with(url, parameters);
    }

    /** The URL with those parameters (name=value) added that it does not give a value itself. */
    static String with(String url, List<String> parameters) {
        Dialect dialect = Dialect.of(url);
        List<String> given = Stream.of(url.split("[?;&]")).skip(1).map(JdbcUrl::name).toList();
        List<String> missing = new ArrayList<>(parameters);
        missing.removeIf(parameter -> given.contains(name(parameter)));
        if (missing.isEmpty()) {
            return url;
        }
        boolean first = url.indexOf(dialect.firstParameter()) < 0;
        char glue = first ? dialect.firstParameter() : dialect.nextParameter();
        return url + glue + String.join(String.valueOf(dialect.nextParameter()), missing);
    }

    private static String name(String parameter) {
        return parameter.split("=", 2)[0].toLowerCase(Locale.ROOT);
    }
}
