package io.github.dcssync.bench;

import io.github.dcssync.bench.contender.ColumnType;
import io.github.dcssync.database.DatabaseTarget;
import io.github.dcssync.testkit.TestMariaDb;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;

/** The tests' MariaDB, which here forgets nothing that is committed. */
final class MariaServer implements Server {

    private static final double BYTES_A_MIB = 1 << 20;

    private final String administrator;
    private final String login;
    private final long process;

    MariaServer() throws Exception {
        DatabaseTarget first = TestMariaDb.freshDatabase();
        login = "?user=" + first.user() + "&password=" + first.password();
        administrator = first.url() + login;
        Server.execute(administrator, "set global innodb_flush_log_at_trx_commit = 1");
        process = Long.parseLong(Files.readString(Path.of(text("select @@pid_file"))).strip());
    }

    private String text(String query) throws SQLException {
        try (Connection connection = DriverManager.getConnection(administrator);
                Statement statement = connection.createStatement();
                ResultSet row = statement.executeQuery(query)) {
            row.next();
            return row.getString(1);
        }
    }

    @Override
    public String title() throws Exception {
        String version = text("select version()");
        return "MariaDB " + version.substring(0, version.indexOf('-'));
    }

    @Override
    public String create(String name) throws Exception {
        Server.execute(administrator, "create database " + name + " character set utf8mb4");
        return TestMariaDb.url(name) + login;
    }

    @Override
    public String type(ColumnType type) {
        return type.mariaDb();
    }

    @Override
    public void drop(String name) throws Exception {
        Server.execute(administrator, "drop database " + name);
    }

    @Override
    public void tidy(String name) throws Exception {
        Server.execute(TestMariaDb.url(name) + login, "analyze table backup_record, restore_record");
    }

    @Override
    public void settle() {
        // There is no statement that has it write what it holds.
    }

    @Override
    public void forget(String name) {
        // It has noticed by the time that it is asked the next thing.
    }

    @Override
    public double processorSeconds() throws Exception {
        return ProcessorTime.tree(process);
    }

    @Override
    public double logMebibytes() throws Exception {
        return Server.number(administrator, "select variable_value from information_schema.global_status"
                + " where variable_name = 'Innodb_os_log_written'") / BYTES_A_MIB;
    }

    @Override
    public void close() {
        // It ends with the build, or with the process that started it.
    }
}
