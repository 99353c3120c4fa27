package io.github.dcssync.report;

import java.util.List;
import java.util.stream.Stream;

/**
 * A column of a report view.
 *
 * @param name in lower case
 * @param type of its values, any of which may be missing
 */
public record Column(String name, ColumnType type) {

    static List<Column> texts(String... names) {
        return of(ColumnType.TEXT, names);
    }

    static List<Column> numbers(String... names) {
        return of(ColumnType.NUMBER, names);
    }

    static List<Column> truths(String... names) {
        return of(ColumnType.BOOLEAN, names);
    }

    static List<Column> instants(String... names) {
        return of(ColumnType.INSTANT, names);
    }

    static List<Column> days(String... names) {
        return of(ColumnType.DAY, names);
    }

    private static List<Column> of(ColumnType type, String... names) {
        return Stream.of(names).map(name -> new Column(name, type)).toList();
    }
}
