package io.github.dcssync.routes;

import static org.assertj.core.api.Assertions.assertThat;

import com.networknt.schema.Error;
import com.networknt.schema.InputFormat;
import com.networknt.schema.Schema;
import com.networknt.schema.SchemaRegistry;
import com.networknt.schema.SpecificationVersion;
import io.github.dcssync.testkit.RouteFile;
import java.util.List;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;

/** The files in {@code routes} are what the schema of Camel's YAML language has, which editors check them against, too. */
class RouteSchemaTest {

    private static final Schema SCHEMA = SchemaRegistry.withDefaultDialect(SpecificationVersion.DRAFT_4)
            .getSchema(RouteSchemaTest.class.getResourceAsStream("/schema/camelYamlDsl.json"));

    static List<RouteFile> files() {
        return RouteFile.all();
    }

    private static List<String> faults(String yaml) {
        return SCHEMA.validate(yaml, InputFormat.YAML).stream().map(Error::toString).toList();
    }

    @ParameterizedTest
    @MethodSource("files")
    void isKept(RouteFile file) {
        assertThat(faults(file.text())).as(file.name()).isEmpty();
    }

    /** What this test is worth. */
    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            filter: {simple: '${body}', steps: []}       |
            fliter: {simple: '${body}', steps: []}       | 'fliter'
            filter: {simpel: '${body}', steps: []}       | 'simpel'
            to: {id: x}                                  | 'uri'
            setVariable: {nam: x, constant: y}           | 'nam'
            """)
    void isBrokenByAStepThatIsMisspelt(String step, String word) {
        List<String> faults = faults("- route: {id: x, from: {uri: 'direct:x', steps: [{" + step + "}]}}");

        if (word == null) {
            assertThat(faults).isEmpty();
        } else {
            assertThat(faults).anySatisfy(fault -> assertThat(fault).contains(word));
        }
    }
}
