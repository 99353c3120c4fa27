package io.github.dcssync.database;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Where one statement finds what another takes up, both say in the same words what that is. */
class StatementPairsTest {

    private static final Path SQL = Path.of("src/main/resources/sql");

    /** {@code condition} is the whole of it: what stands behind is the order, or what the finding alone asks for. */
    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            alert/waiting.sql | alert/messages.sql     | \\(delivered_at is null .*(?=\\norder by )
            lease/ended.sql   | lease/delete-ended.sql | (?-s)\\(expires_at is null .*
            """)
    void agreeOnWhatIsFoundAndWhatIsTakenUp(String finding, String taking, String condition) throws IOException {
        assertThat(condition(taking, condition)).isEqualTo(condition(finding, condition));
    }

    private static String condition(String file, String condition) throws IOException {
        Matcher found = Pattern.compile(condition, Pattern.DOTALL).matcher(Files.readString(SQL.resolve(file)));
        assertThat(found.find()).as(file).isTrue();
        return found.group();
    }
}
