package io.github.dcssync.record;

import io.github.dcssync.record.ListKind.Column;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** What is special about a list, put together word by word; {@link ListKind} has them all. */
final class ListFacts {

    final String endpoint;
    final String array;
    final String total;
    int pageSize;
    List<ListApi> apis = List.of();
    String recordType = "";
    String word = "";
    String words = "";
    String table = "";
    String key = "";
    String absentSince = "";
    boolean isIncremental;
    @Nullable
    Statuses statuses;
    Set<String> ignored = Set.of();
    final Map<String, Integer> positions = new HashMap<>();

    private final List<Column> columns = new ArrayList<>(List.of(new Column("source", ColumnType.TEXT, false),
            new Column("project_id", ColumnType.TEXT, false)));

    private ListFacts(String endpoint, String array, String total) {
        this.endpoint = endpoint;
        this.array = array;
        this.total = total;
    }

    /**
     * @param endpoint the word for it in addresses, settings and tables
     * @param array    where its answers have the records
     * @param total    where they have how many there are
     */
    static ListFacts of(String endpoint, String array, String total) {
        return new ListFacts(endpoint, array, total);
    }

    /**
     * @param records  how many to ask for at a time
     * @param versions how the versions of the API are asked that have it, the usual one first
     */
    ListFacts askedFor(int records, ListApi... versions) {
        pageSize = records;
        apis = List.of(versions);
        return this;
    }

    /**
     * @param type      of its records in tables
     * @param one       what people call one of them
     * @param severalOf what they call several
     */
    ListFacts record(String type, String one, String severalOf) {
        recordType = type;
        word = one;
        words = severalOf;
        return this;
    }

    /**
     * @param name   of the table
     * @param id     what names a record, in the API and in the table
     * @param absent the column that says since when the service no longer lists it
     */
    ListFacts table(String name, String id, String absent) {
        table = name;
        key = id;
        absentSince = absent;
        return this;
    }

    /** How its operations end. */
    ListFacts statuses(Statuses words) {
        statuses = words;
        return this;
    }

    /** Its records stay for long: a sync begins where they may still change. */
    ListFacts incremental() {
        isIncremental = true;
        return this;
    }

    /** Fields of the API that are not kept. */
    ListFacts ignoring(String... fields) {
        ignored = Set.of(fields);
        return this;
    }

    /** The next column, and the API's fields that go into it where they are called otherwise. */
    ListFacts column(String name, ColumnType type, String... fields) {
        return column(new Column(name, type, false), fields.length == 0 ? List.of(name) : List.of(fields));
    }

    /** The next column, of which one version of the API says nothing: what another has said of it stays. */
    ListFacts lastingColumn(String name, ColumnType type, String... fields) {
        return column(new Column(name, type, true), List.of(fields));
    }

    private ListFacts column(Column column, List<String> fields) {
        fields.forEach(field -> positions.put(field, columns.size()));
        columns.add(column);
        return this;
    }

    /** @return source and project, the API's fields, {@code extra} last */
    List<Column> columns() {
        List<Column> all = new ArrayList<>(columns);
        all.add(new Column("extra", ColumnType.TEXT, false));
        return List.copyOf(all);
    }
}
