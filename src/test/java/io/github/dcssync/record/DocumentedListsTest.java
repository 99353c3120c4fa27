package io.github.dcssync.record;

import io.github.dcssync.testkit.DocumentedTable;
import io.github.dcssync.testkit.DocumentedTable.Row;
import java.io.IOException;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

class DocumentedListsTest {

    private static final DocumentedTable TABLE = new DocumentedTable("architecture", "The lists",
            List.of("list", "version", "address", "begins with", "time filter", "records"));

    @Test
    void saysHowEachVersionOfTheApiIsAskedForEachList() throws IOException {
        TABLE.says(Arrays.stream(ListKind.values()).flatMap(DocumentedListsTest::rows).toList());
    }

    private static Stream<Row> rows(ListKind list) {
        return list.apis().stream().map(api -> new Row(List.of("`" + list.endpoint() + "`", "`" + api.version() + "`",
                "`" + api.path() + "`", "`" + api.query(0, list.pageSize(), null, null) + "`",
                list.belongsToInstance() ? "`" + api.begin() + "`, `" + api.end() + "`" : "none",
                "`" + list.array() + "`, `" + list.total() + "`"), null));
    }
}
