package io.github.dcssync.command;

import io.github.dcssync.settings.DidYouMean;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.Stream;
import picocli.CommandLine;
import picocli.CommandLine.Model.OptionSpec;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.UnmatchedArgumentException;

/** What somebody may have meant who wrote a command or an option that there is not. */
final class Suggestion {

    private Suggestion() {
    }

    /** @return what is wrong with the command line and, where something is much like it, what may have been meant */
    static String of(ParameterException exception) {
        if (!(exception instanceof UnmatchedArgumentException unmatched) || unmatched.getUnmatched().isEmpty()) {
            return String.valueOf(exception.getMessage());
        }
        CommandLine command = exception.getCommandLine();
        String written = unmatched.getUnmatched().get(0);
        boolean isCommand = !written.startsWith("-") && !command.getSubcommands().isEmpty();
        String name = written.replaceFirst("(?s)=.*", "").toLowerCase(Locale.ROOT);
        return (isCommand ? "There is no command '" + written + "'" : exception.getMessage())
                + meant(command, name).map(known -> "; did you mean " + known + "?").orElse("");
    }

    private static Optional<String> meant(CommandLine command, String name) {
        if (name.startsWith("-")) {
            return DidYouMean.to(name, options(command));
        }
        return DidYouMean.to(name, command.getSubcommands().keySet().stream())
                .or(() -> options(command).filter(option -> option.equals("--" + name)).findFirst());
    }

    private static Stream<String> options(CommandLine command) {
        return command.getCommandSpec().options().stream().map(OptionSpec::names).flatMap(Stream::of)
                .filter(name -> name.startsWith("--"));
    }
}
