package io.github.dcssync.command;

import io.github.dcssync.settings.Settings;
import io.github.dcssync.settings.Source;
import java.util.List;
import picocli.CommandLine;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** Which sources a command is for. */
class SourceOption {

    @Spec(Spec.Target.MIXEE)
    private CommandSpec command;

    @Option(names = "--source", paramLabel = "NAME", description = "Only this source; may be repeated.")
    private List<String> sources = List.of();

    /** The command whose options these are. */
    final CommandLine line() {
        return command.commandLine();
    }

    /**
     * @return the settings with the chosen sources only
     * @throws ParameterException when a name is not in the settings
     */
    final Settings choose(Settings settings) {
        List<String> known = settings.sources().stream().map(Source::name).toList();
        for (String name : sources) {
            if (!known.contains(name)) {
                throw new ParameterException(line(), "--source " + name + " is not in the settings; there are: "
                        + String.join(", ", known));
            }
        }
        return sources.isEmpty() ? settings : settings.withSources(settings.sources().stream()
                .filter(source -> sources.contains(source.name())).toList());
    }
}
