package io.github.dcssync.report;

import java.util.List;
import java.util.stream.Stream;

/**
 * A column of a report view.
 *
 * @param name in lower case
 * @param type of its values, any of which may be missing
 */
public record ViewColumn(String name, ViewColumnType type) {

    static List<ViewColumn> texts(String... names) {
        return of(ViewColumnType.TEXT, names);
    }

    static List<ViewColumn> numbers(String... names) {
        return of(ViewColumnType.NUMBER, names);
    }

    static List<ViewColumn> truths(String... names) {
        return of(ViewColumnType.BOOLEAN, names);
    }

    static List<ViewColumn> instants(String... names) {
        return of(ViewColumnType.INSTANT, names);
    }

    static List<ViewColumn> days(String... names) {
        return of(ViewColumnType.DAY, names);
    }

    private static List<ViewColumn> of(ViewColumnType type, String... names) {
        return Stream.of(names).map(name -> new ViewColumn(name, type)).toList();
    }
}
