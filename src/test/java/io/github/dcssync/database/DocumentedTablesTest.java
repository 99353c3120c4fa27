package io.github.dcssync.database;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.dcssync.testkit.Document;
import io.github.dcssync.testkit.DocumentedTable;
import io.github.dcssync.testkit.DocumentedTable.Row;
import io.github.dcssync.testkit.MigratedDatabases;
import java.io.IOException;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;

/** The tables as the documents have them are those that the migrations make; all databases have the same. */
class DocumentedTablesTest {

    private static final String PAGE = "tables-and-views";
    private static final Pattern HEADING = Pattern.compile("(?m)^### `[a-z_]+`$");

    @Test
    void areThoseOfTheDatabaseWithTheirColumns() throws SQLException, IOException {
        DatabaseTarget target = MigratedDatabases.h2();
        Set<String> tables = new LinkedHashSet<>();
        try (Connection connection = DriverManager.getConnection(target.url(), target.user(), target.password())) {
            Columns.of(connection).forEach(column -> tables.add(column.split("\\.")[0]));
            for (String table : tables) {
                new DocumentedTable(PAGE, "`" + table + "`", List.of("column", "type", "meaning"))
                        .says(rows(Columns.of(connection, table)));
                assertThat(Document.page(PAGE).section("`" + table + "`").text()).as(table)
                        .contains("Key: " + String.join(", ", key(connection, table)) + ".");
            }
        }
        assertThat(Document.page(PAGE).section("Tables").find(HEADING))
                .containsExactlyInAnyOrderElementsOf(tables.stream().map(table -> "### `" + table + "`").toList());
    }

    @Test
    void haveTheViewsBesideThemThatReportsAreMadeOf() throws SQLException, IOException {
        DatabaseTarget target = MigratedDatabases.h2();
        try (Connection connection = DriverManager.getConnection(target.url(), target.user(), target.password())) {
            List<String> views = new ArrayList<>();
            try (ResultSet found = connection.getMetaData().getTables(null, connection.getSchema(), null,
                    new String[] {"VIEW"})) {
                while (found.next()) {
                    views.add(found.getString("TABLE_NAME").toLowerCase(Locale.ROOT));
                }
            }
            views.removeIf(view -> view.startsWith("report_"));
            for (String view : views) {
                new DocumentedTable(PAGE, "`" + view + "`", List.of("column", "type", "meaning"))
                        .says(rows(Columns.of(connection, view)));
            }
            assertThat(Document.page(PAGE).section("Further views").find(HEADING)).containsExactlyInAnyOrderElementsOf(
                    views.stream().map(view -> "### `" + view + "`").toList());
        }
    }

    private static List<Row> rows(List<String> columns) {
        return columns.stream().map(column -> column.split("[. ]", 3))
                .map(parts -> new Row(List.of("`" + parts[1] + "`", parts[2]), "")).toList();
    }

    private static List<String> key(Connection connection, String table) throws SQLException {
        Map<Integer, String> columns = new TreeMap<>();
        try (ResultSet keys = connection.getMetaData().getPrimaryKeys(null, connection.getSchema(),
                table.toUpperCase(Locale.ROOT))) {
            while (keys.next()) {
                columns.put(keys.getInt("KEY_SEQ"), "`" + keys.getString("COLUMN_NAME").toLowerCase(Locale.ROOT) + "`");
            }
        }
        return List.copyOf(columns.values());
    }
}
