package io.github.dcssync.operation;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import io.github.dcssync.table.TableException;
import io.github.dcssync.testkit.RuleTables;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.NullSource;
import org.junit.jupiter.params.provider.ValueSource;

class ErrorCodesTest {

    private static final String SPECIAL = entry("unclassified", "unclassified") + entry("unknown", "unknown");

    @TempDir
    Path folder;

    @ParameterizedTest
    @CsvSource({
        "dcs.08.0001, TOOL, CRITICAL, true", "dcs.08.0002, TIMEOUT, WARNING, true",
        "dcs.08.0003, STORAGE, WARNING, true", "dcs.08.0004, CREDENTIALS, CRITICAL, false",
        "dcs.08.0005, STORAGE, CRITICAL, false", "dcs.08.0006, STORAGE, WARNING, true",
        "dcs.08.0007, REPLICATION, CRITICAL, true", "dcs.08.0008, BUSY, WARNING, true"})
    void knowsThePublishedCodes(String code, Category category, Severity severity, boolean retryable) {
        ErrorCode entry = ErrorCodes.load(RuleTables.CODES).of(code);

        assertThat(entry.code()).isEqualTo(code);
        assertThat(entry.category()).isEqualTo(category);
        assertThat(entry.severity()).isEqualTo(severity);
        assertThat(entry.retryable()).isEqualTo(retryable);
        assertThat(entry.backupMeaning()).isNotEqualTo(entry.restoreMeaning());
    }

    @ParameterizedTest
    @ValueSource(strings = {"DCS.08.0002", " dcs.08.0002\n", "dcs. 08.0002", "Dcs.08.0002\u00a0"})
    void readsPastCaseAndBlanks(String code) {
        assertThat(ErrorCodes.load(RuleTables.CODES).of(code).code()).isEqualTo("dcs.08.0002");
    }

    @ParameterizedTest
    @NullSource
    @ValueSource(strings = {"", "  ", "\u00a0"})
    void callsAFailureWithoutACodeUnclassified(String code) {
        assertThat(ErrorCodes.load(RuleTables.CODES).of(code).category()).isEqualTo(Category.UNCLASSIFIED);
    }

    @ParameterizedTest
    @ValueSource(strings = {"dcs.99.9999", "DCS.4096", "?"})
    void callsACodeWithoutAnEntryUnknown(String code) {
        assertThat(ErrorCodes.load(RuleTables.CODES).of(code).category()).isEqualTo(Category.UNKNOWN);
    }

    @Test
    void givesAllEntriesInTheirOrder() {
        assertThat(ErrorCodes.load(RuleTables.CODES).all()).extracting(ErrorCode::code).containsSubsequence(
                "dcs.08.0001",
                "dcs.08.0002", "dcs.08.0003", "dcs.08.0004", "dcs.08.0005", "dcs.08.0006", "dcs.08.0007",
                "dcs.08.0008", "unclassified", "unknown");
    }

    @Test
    void takesACodeThatTheOperatorAdds() {
        ErrorCodes codes = ErrorCodes.load(RuleTables.write(folder, entry("dcs.08.0009", "storage"), SPECIAL));

        assertThat(codes.of("DCS.08.0009")).isEqualTo(new ErrorCode("dcs.08.0009", Category.STORAGE, Severity.INFO,
                false, "No backup.", "No restoration.", "us", "Look."));
    }

    @Test
    void refusesTwoEntriesForOneCode() {
        assertThat(faults(entry("dcs.08.0001", "tool"), entry("DCS.08.0001", "busy"), SPECIAL)).singleElement()
                .asString().contains("table.yaml line 2, code 'DCS.08.0001': this code has an entry already");
    }

    @ParameterizedTest
    @ValueSource(strings = {"unclassified", "unknown"})
    void refusesATableWithoutItsSpecialEntries(String special) {
        String other = special.equals("unknown") ? "unclassified" : "unknown";

        assertThat(faults(entry(other, other))).singleElement().asString()
                .contains("an entry with the code '" + special + "' and the category '" + special + "' has to be");
    }

    @Test
    void refusesASpecialEntryOfAnotherCategory() {
        assertThat(faults(entry("unknown", "tool"), entry("unclassified", "unclassified"))).singleElement().asString()
                .contains("an entry with the code 'unknown' and the category 'unknown' has to be there");
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', value = {
        "category: storage | category: disk | 'category' is 'disk'; it has to be one of tool, timeout, storage",
        "severity: info | severity: bad | 'severity' is 'bad'; it has to be one of critical, warning, info",
        "retryable: false | retryable: perhaps | 'retryable' has to be there, and is true or false",
        "owner: us | owner: '' | 'owner' has to be there, with a text",
        "owner: us | owner: [a, b] | 'owner' has to be there, with a text",
        "owner: us | ownr: us, owner: us | the key 'ownr' is not known; known are code, category, severity",
        "backup_meaning: No backup.| category: storage | Duplicate field 'category'"})
    void refusesEntriesThatAreWrong(String right, String wrong, String text) {
        assertThat(faults(entry("dcs.08.0001", "storage").replace(right, wrong), SPECIAL)).singleElement().asString()
                .contains("table.yaml line 1").contains(text);
    }

    @Test
    void refusesACodeThatTheDatabaseCannotHold() {
        assertThat(faults(entry("d".repeat(256), "storage"), SPECIAL)).singleElement().asString()
                .contains("the code has more than 255 characters");
    }

    private List<String> faults(String... parts) {
        Path file = RuleTables.write(folder, parts);
        return catchThrowableOfType(TableException.class, () -> ErrorCodes.load(file)).faults();
    }

    private static String entry(String code, String category) {
        return "- {code: " + code + ", category: " + category + ", severity: info, retryable: false,"
                + " backup_meaning: No backup., restore_meaning: No restoration., owner: us, runbook: Look.}\n";
    }
}
