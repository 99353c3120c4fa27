package io.github.dcssync.report;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.dataformat.csv.CsvMapper;
import com.fasterxml.jackson.dataformat.csv.CsvParser;
import io.github.dcssync.database.Database;
import io.github.dcssync.testkit.OnEveryDatabase;
import io.github.dcssync.testkit.TestDatabase;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.math.BigDecimal;
import java.nio.charset.StandardCharsets;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.springframework.jdbc.datasource.SingleConnectionDataSource;

/** JSON, CSV and the table for people have the same cells, whatever stands in them and whatever is missing. */
@OnEveryDatabase
class FormatsTest {

    private static final int RANDOM_ROWS = 40;
    private static final List<String> TEXTS =
            List.of("plain", "a, b", "\"quoted\"", "semi;colon", "l'o", "\u00fc\uD83D\uDE00", "4,2", "null", "x\ny");

    /** With nothing in them, so that tables may have the views' names. */
    private static final Map<TestDatabase, Database> DATABASES = new EnumMap<>(TestDatabase.class);

    private final TestDatabase store;
    private final Random random = new Random(12);
    private Connection connection;

    FormatsTest(TestDatabase store) {
        this.store = store;
    }

    @BeforeEach
    void connect() throws SQLException {
        connection =
                DATABASES.computeIfAbsent(store, one -> Database.open(one.empty(), 2)).dataSource().getConnection();
    }

    @AfterEach
    void disconnect() throws SQLException {
        connection.close();
    }

    @ParameterizedTest
    @EnumSource
    void haveTheSameCellsWhateverIsMissing(Report report) throws Exception {
        insteadOfTheView(report);
        try {
            Reports reports = new Reports(new SingleConnectionDataSource(connection, true), store.dialect());
            List<List<String>> json = json(report, write(reports, report, ReportFormat.JSON));

            assertThat(json).hasSize(report.columns().size() + 2 + RANDOM_ROWS);
            assertThat(csv(write(reports, report, ReportFormat.CSV))).isEqualTo(json);
            assertThat(table(report, reports)).isEqualTo(json.stream()
                    .map(row -> row.stream().map(FormatsTest::asPrinted).toList()).toList());
        } finally {
            execute("drop table " + report.view());
        }
    }

    /** A table of its name. */
    private void insteadOfTheView(Report report) throws SQLException {
        execute("create table " + report.view() + report.columns()
                .stream().map(column -> name(column) + " " + sqlType(column.type()))
                .collect(Collectors.joining(", ", " (", ")")) + store.dialect().placeholders().get("table_options"));
        for (List<String> row : rows(report)) {
            execute("insert into " + report.view() + " values (" + String.join(", ", row) + ")");
        }
    }

    /** Rows with one value missing, each column in its turn, one with all, one with none, and random ones. */
    private List<List<String>> rows(Report report) {
        int width = report.columns().size();
        return IntStream.range(0, width + 2 + RANDOM_ROWS).mapToObj(row -> IntStream.range(0, width).mapToObj(at -> {
            boolean isMissing = row < width ? at == row : row == width || row > width + 1 && random.nextInt(3) == 0;
            return isMissing ? "null" : literal(report.columns().get(at).type());
        }).toList()).toList();
    }

    private String literal(ViewColumnType type) {
        return switch (type) {
            case TEXT -> "'" + TEXTS.get(random.nextInt(TEXTS.size())).replace("'", "''") + "'";
            case NUMBER -> random.nextInt(3) == 0 ? "-12.50" : String.valueOf(random.nextInt());
            case BOOLEAN -> String.valueOf(random.nextBoolean());
            case INSTANT -> "timestamp '2026-01-0" + (1 + random.nextInt(9)) + " 00:00:0" + random.nextInt(10) + "'";
            case DAY -> "date '2026-02-0" + (1 + random.nextInt(9)) + "'";
        };
    }

    private String sqlType(ViewColumnType type) {
        return switch (type) {
            case TEXT, INSTANT -> store.dialect().placeholders().get(type == ViewColumnType.TEXT ? "text" : "instant");
            case NUMBER -> "numeric(12, 2)";
            case BOOLEAN -> "boolean";
            case DAY -> "date";
        };
    }

    private String name(ViewColumn column) {
        return store == TestDatabase.H2 && column.name().equals("day") ? "\"DAY\"" : column.name();
    }

    private void execute(String sql) throws SQLException {
        try (Statement statement = connection.createStatement()) {
            statement.execute(sql);
        }
    }

    private static String write(Reports reports, Report report, ReportFormat format) {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        reports.write(ReportQuery.all(report), format, out);
        return out.toString(StandardCharsets.UTF_8);
    }

    /** Rows of cells as text, "" for a missing one. */
    private static List<List<String>> json(Report report, String json) throws IOException {
        List<List<String>> rows = new ArrayList<>();
        for (JsonNode row : JsonMapper.builder().enable(DeserializationFeature.USE_BIG_DECIMAL_FOR_FLOATS).build()
                .readTree(json)) {
            rows.add(report.columns().stream().map(column -> row.get(column.name()))
                    .map(cell -> cell.isNull() ? "" : cell.isNumber() ? plain(cell.decimalValue()) : cell.asText())
                    .toList());
        }
        return rows;
    }

    private static List<List<String>> csv(String csv) throws IOException {
        List<String[]> lines = new CsvMapper().enable(CsvParser.Feature.WRAP_AS_ARRAY).readerFor(String[].class)
                .<String[]>readValues(csv).readAll();
        return lines.subList(1, lines.size()).stream().map(line -> List.of(line).stream().map(FormatsTest::plainNumber)
                .toList()).toList();
    }

    private static String plainNumber(String cell) {
        return cell.matches("-?\\d+(\\.\\d+)?") ? plain(new BigDecimal(cell)) : cell;
    }

    private static String plain(BigDecimal number) {
        return number.stripTrailingZeros().toPlainString();
    }

    private static String asPrinted(String cell) {
        return cell.isEmpty() ? "-" : cell.replace('\n', '?');
    }

    /** The cells of the table; no text above has two blanks in a row. */
    private static List<List<String>> table(Report report, Reports reports) {
        StringWriter text = new StringWriter();
        new TextTable(new PrintWriter(text), 10_000, false).print(report.columns(),
                reports.rows(ReportQuery.all(report)));
        return text.toString().lines().skip(1).map(line -> List.of(line.strip().split(" {2,}")).stream()
                .map(FormatsTest::plainNumber).toList()).toList();
    }
}
