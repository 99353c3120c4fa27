package io.github.dcssync.command;

import java.io.OutputStream;
import java.util.Map;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.AutoComplete;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Model.OptionSpec;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** What a shell needs to complete commands, options and the names of views; it asks the program nothing afterwards. */
@Command(name = "completion", mixinStandardHelpOptions = true, sortOptions = false,
        description = "Prints a script that completes commands, options and views in a shell.",
        footer = {"", "bash: source <(dcs-sync completion bash) in ~/.bashrc",
            "zsh:  source <(dcs-sync completion zsh) in ~/.zshrc",
            "Again after an upgrade, where it was kept as a file."})
final class CompletionCommand implements Callable<Integer> {

    private static final String PROGRAM = "dcs-sync";

    /** Shells whose scripts there are: one script for both, which looks where it runs. */
    enum Shell { BASH, ZSH }

    @Spec
    private CommandSpec spec;

    @Parameters(paramLabel = "SHELL", description = "bash or zsh.", completionCandidates = LowerCase.Shells.class)
    @SuppressWarnings("unused") // that it is one of them is all that is asked
    private @Nullable Shell shell;

    @Override
    public Integer call() {
        CommandLine all = new RootCommand(Map.of(), OutputStream.nullOutputStream()).line();
        all.addSubcommand("prepare", launchersOwn());
        spec.commandLine().getOut().print(AutoComplete.bash(PROGRAM, all));
        spec.commandLine().getOut().flush();
        return ExitCode.COMPLETE;
    }

    /** The launcher answers it before there is a program. */
    private static CommandSpec launchersOwn() {
        return CommandSpec.create().addOption(OptionSpec.builder("-h", "--help").usageHelp(true).build());
    }
}
