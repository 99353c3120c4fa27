package io.github.dcssync.bench;

import com.fasterxml.jackson.core.type.TypeReference;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/** The results as a program reads them: an array of {@link Result}s, the newest of each scenario. */
final class ResultFile {

    private static final ObjectMapper JSON = new ObjectMapper();

    private final Path file;

    ResultFile(Path file) {
        this.file = file;
    }

    /** All that is known, in the order of the scenarios. */
    List<Result> read() throws IOException {
        return Files.exists(file) ? JSON.readValue(file.toFile(), new TypeReference<>() {
        }) : List.of();
    }

    /** Adds what a scenario has shown, in the place of what it had shown before. */
    void add(Result result) throws IOException {
        List<Result> known = new ArrayList<>(read());
        known.removeIf(other -> other.scenario().equals(result.scenario()));
        known.add(result);
        List<Result> sorted = new ArrayList<>();
        for (Scenario scenario : Scenarios.ALL) {
            known.stream().filter(one -> one.scenario().equals(scenario.key())).forEach(sorted::add);
        }
        Files.createDirectories(file.toAbsolutePath().getParent());
        JSON.writerWithDefaultPrettyPrinter().writeValue(file.toFile(), sorted);
    }
}
