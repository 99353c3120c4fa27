package io.github.dcssync.document;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.dcssync.record.ListKind;
import io.github.dcssync.testkit.Document;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;

/** How a list is added: the files have what the page puts into them. */
class AddAListTest {

    private static final Document PAGE = Document.page("add-a-list");
    private static final Pattern STEP = Pattern.compile("(\\d)\\. `([^`]+)`.*");
    private static final int MOST_FILES = 8;

    /** What is to be done to a file. */
    private record Step(String file, List<String> written) {
    }

    @Test
    void takesFewFilesForAVersion() {
        assertThat(steps("Add a version of a list")).hasSizeBetween(4, MOST_FILES).extracting(Step::file)
                .doesNotHaveDuplicates();
    }

    @Test
    void writesWhatStandsInTheFiles() throws IOException {
        List<Step> steps = new ArrayList<>(steps("Add a version of a list"));
        steps.addAll(steps("Add a list"));
        for (Step step : steps) {
            String file = squeezed(Files.readString(Path.of(step.file())));
            assertThat(step.written()).allSatisfy(text -> assertThat(file).as(step.file()).contains(squeezed(text)));
        }
        assertThat(steps).filteredOn(step -> !step.written().isEmpty()).hasSizeGreaterThan(4);
    }

    @Test
    void makesTheViewThatEverySyncReads() {
        assertThat(steps("Add a list")).extracting(Step::file)
                .contains("src/main/resources/views/R__outcome_of_" + ListKind.RESTORE.recordType() + "s.sql");
    }

    private static List<Step> steps(String heading) {
        List<Step> steps = new ArrayList<>();
        String language = null;
        StringBuilder fence = new StringBuilder();
        for (String line : PAGE.section(heading).text().lines().map(String::strip).toList()) {
            Matcher step = STEP.matcher(line);
            if (line.startsWith("```") && language == null) {
                language = line.substring(3);
                fence.setLength(0);
            } else if (line.startsWith("```")) {
                if (!language.equals("sh")) {
                    steps.get(steps.size() - 1).written().add(fence.toString());
                }
                language = null;
            } else if (language != null) {
                fence.append(line).append('\n');
            } else if (step.matches()) {
                steps.add(new Step(step.group(2), new ArrayList<>()));
            }
        }
        return steps;
    }

    private static String squeezed(String text) {
        return text.replaceAll("\\s+", " ").strip();
    }
}
