package io.github.dcssync.command;

import io.github.dcssync.record.PathSegment;
import io.github.dcssync.settings.Settings;
import io.github.dcssync.settings.Source;
import java.util.List;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** Which sources and instances a command is for. */
final class SourceOptions {

    @Spec(Spec.Target.MIXEE)
    private CommandSpec command;

    @Option(names = "--source", paramLabel = "NAME", description = "Only this source; may be repeated.")
    private List<String> sources = List.of();

    @Option(names = "--instance", paramLabel = "ID",
            description = "Only this instance, whatever the settings select; may be repeated.")
    private List<String> instances = List.of();

    /**
     * @return the settings with the chosen sources only
     * @throws ParameterException when a name is not in the settings
     */
    Settings choose(Settings settings) {
        List<String> known = settings.sources().stream().map(Source::name).toList();
        for (String name : sources) {
            if (!known.contains(name)) {
                throw new ParameterException(command.commandLine(), "--source " + name
                        + " is not in the settings; there are: " + String.join(", ", known));
            }
        }
        return sources.isEmpty() ? settings : settings.withSources(settings.sources().stream()
                .filter(source -> sources.contains(source.name())).toList());
    }

    /**
     * @return the ids of the chosen instances; none for all
     * @throws ParameterException when one cannot be an instance's id
     */
    List<String> instances() {
        for (String id : instances) {
            if (!PathSegment.isPlain(id)) {
                throw new ParameterException(command.commandLine(), "--instance '" + id
                        + "' is no instance id, which is " + PathSegment.WANTED);
            }
        }
        return instances;
    }
}
