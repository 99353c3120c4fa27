package io.github.dcssync.report;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.dcssync.record.ListKind;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.FieldSource;
import org.junit.jupiter.params.provider.MethodSource;

/** The texts of the views: what each begins with, and what is said in one place alone. */
class ViewFilesTest {

    private static final Path RESOURCES = Path.of("src/main/resources");

    private static List<Path> views() throws IOException {
        return sql(RESOURCES.resolve("views"));
    }

    private static List<Path> sql(Path folder) throws IOException {
        try (Stream<Path> files = Files.walk(folder)) {
            return files.filter(file -> file.toString().endsWith(".sql")).sorted().toList();
        }
    }

    private static String name(Path view) {
        return view.getFileName().toString().replaceFirst("^R__(.*)[.]sql$", "$1");
    }

    private static String text(Path file) {
        try {
            return Files.readString(file);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static String statement(Path file) {
        return text(file).replaceAll("--.*", "");
    }

    @ParameterizedTest
    @MethodSource("views")
    void beginsWithItsQuestionItsGrainAndItsOrder(Path view) {
        assertThat(text(view)).matches("(?s)-- [A-Z][^\n]*[?]( [^\n]*)?\n-- Grain: one row per [^\n]*\n"
                + "(-- (?!Order: )[^\n]*\n)?-- Order: [^\n]*\n(.*\n)?create or replace [$][{]as_invoker[}] view "
                + name(view) + " as\n.*");
    }

    @ParameterizedTest
    @EnumSource
    void saysTheOrderThatTheProgramReadsItIn(Report report) {
        assertThat(text(RESOURCES.resolve("views/R__" + report.view() + ".sql")))
                .contains("\n-- Order: " + String.join(", ", report.order()) + "; missing values come last.\n");
    }

    @ParameterizedTest
    @MethodSource("views")
    void isMadeAfterTheViewsThatItReads(Path view) throws IOException {
        assertThat(views()).map(ViewFilesTest::name)
                .filteredOn(
                        other -> !other.equals(name(view)) && statement(view).matches("(?s).*\\b" + other + "\\b.*"))
                .allSatisfy(read -> assertThat(read.replace('_', ' ')).isLessThan(name(view).replace('_', ' ')));
    }

    @ParameterizedTest
    @FieldSource("io.github.dcssync.record.ListKind#OF_INSTANCES")
    void hasAViewOfHowTheRecordsOfAListEnd(ListKind kind) {
        assertThat(statement(RESOURCES.resolve("views/R__outcome_of_" + kind.recordType() + "s.sql")))
                .contains("." + kind.key() + ",", ".created_at,", " as outcome,", "\nfrom " + kind.table() + " "
                        + kind.recordType().charAt(0) + ";");
    }

    @Test
    void knowsInOneViewOfEachKindAloneHowTheServiceSaysThatAnOperationRuns() throws IOException {
        assertThat(sql(RESOURCES)).filteredOn(file -> statement(file)
                .matches("(?s).*('waiting'|'backuping'|'restoring'|recovered_at is null).*"))
                .map(ViewFilesTest::name).containsExactly("outcome_of_backups", "outcome_of_restores");
    }

    @Test
    void knowsInTheViewsOfOutcomeAndAvailabilityAloneWhatBecomesOfABackup() throws IOException {
        assertThat(sql(RESOURCES))
                .filteredOn(file -> statement(file).matches("(?s).*('expired'|b[.]is_support_restore, true).*"))
                .map(ViewFilesTest::name).containsExactly("availability_of_backups", "outcome_of_backups");
    }

    /** The reports say why they go by the status alone. */
    @Test
    void knowsInTheViewsOfOutcomeAndAvailabilityAndTwoReportsAloneHowTheServiceSaysThatAnOperationSucceeded()
            throws IOException {
        assertThat(sql(RESOURCES)).filteredOn(file -> statement(file).contains("'succeed'"))
                .map(ViewFilesTest::name).containsExactly("availability_of_backups", "outcome_of_backups",
                        "outcome_of_restores", "report_job_duration", "report_manual_deletions");
        assertThat(Stream.of("report_job_duration", "report_manual_deletions"))
                .allSatisfy(report -> assertThat(text(RESOURCES.resolve("views/R__" + report + ".sql")))
                        .containsPattern("\n-- .*`succeed`"));
    }

    @ParameterizedTest
    @MethodSource("views")
    void leavesToPlaceholdersWhichInstancesAreReadAndWhatIsNoTime(Path view) {
        assertThat(statement(view)).doesNotContainPattern("is null\\s+and (\\w+[.])?is_selected")
                .doesNotContain("'1970-");
    }

    @Test
    void knowsInOneViewAloneWhichSyncsReadASourceWhole() throws IOException {
        assertThat(sql(RESOURCES.resolve("views"))).filteredOn(file -> statement(file).contains("'backfill'"))
                .map(ViewFilesTest::name).containsExactly("coverage_of_syncs");
    }
}
