package io.github.dcssync.command;

import io.github.dcssync.record.PathSegment;
import java.util.List;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;

/** Which sources and instances a command is for. */
final class SourceOptions extends SourceOption {

    @Option(names = "--instance", paramLabel = "ID",
            description = "Only this instance, whatever the settings select; may be repeated.")
    private List<String> instances = List.of();

    /**
     * @return the ids of the chosen instances; none for all
     * @throws ParameterException when one cannot be an instance's id
     */
    List<String> instances() {
        for (String id : instances) {
            if (!PathSegment.isPlain(id)) {
                throw new ParameterException(line(), "--instance '" + id
                        + "' is no instance id, which is " + PathSegment.WANTED);
            }
        }
        return instances;
    }
}
