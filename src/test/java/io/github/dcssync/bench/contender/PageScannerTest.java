package io.github.dcssync.bench.contender;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;

class PageScannerTest {

    private final PageScanner scanner = new PageScanner(List.of("id", "size", "remark"));
    private final List<List<String>> rows = new ArrayList<>();

    private int scan(String page) throws Exception {
        return scanner.scan(("head" + page).getBytes(StandardCharsets.UTF_8), 4, row -> rows.add(Arrays.asList(
                row.text(0), row.text(1), row.text(2))));
    }

    @Test
    void findsTheRecordsAndTheNumberWhateverTheirOrder() throws Exception {
        assertThat(scan("{\"list\":[{\"size\":7,\"id\":\"a\",\"remark\":\"b\"},{\"id\":\"c\"}],\"total\":42}"))
                .isEqualTo(2);
        assertThat(rows).containsExactly(Arrays.asList("a", "7", "b"), Arrays.asList("c", null, null));
        assertThat(scanner.total()).isEqualTo(42);

        assertThat(scan(" { \"total\" : 3 ,\n \"list\" : [ { \"id\" : \"d\" , \"size\" : -1 } ] } ")).isEqualTo(1);
        assertThat(rows).endsWith(Arrays.asList("d", "-1", null));
        assertThat(scanner.total()).isEqualTo(3);
    }

    @Test
    void passesOverFieldsThatNobodyWants() throws Exception {
        scan("{\"list\":[{\"x\":{\"id\":\"no\",\"y\":[\"]}\",{}]},\"id\":\"a\",\"tags\":[],\"z\":null,\"size\":true}],"
                + "\"error\":null}");

        assertThat(rows).containsExactly(Arrays.asList("a", "true", null));
    }

    @Test
    void takesNullNothingAndEmptyForNone() throws Exception {
        scan("{\"list\":[{\"id\":\"\",\"size\":null,\"remark\":{}}]}");

        assertThat(rows).containsExactly(Arrays.asList(null, null, null));
    }

    @Test
    void knowsAnEmptyPage() throws Exception {
        assertThat(scan("{\"list\":[],\"total\":0}")).isZero();
        assertThat(scanner.total()).isZero();
    }

    @Test
    void writesTextAsDatabasesLoadIt() throws Exception {
        TextRows text = new TextRows();
        scanner.scan("{\"l\":[{\"id\":\"a\\\\b\\tc\\u00e4\\\"\",\"remark\":\"ü\"}]}".getBytes(StandardCharsets.UTF_8),
                0,
                row -> text.add("i", row));

        assertThat(new String(text.bytes(), 0, text.length(), StandardCharsets.UTF_8))
                .isEqualTo("i\ta\\\\b\\tcä\"\t\\N\tü\n");
    }
}
