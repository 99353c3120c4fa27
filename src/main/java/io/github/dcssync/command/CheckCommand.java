package io.github.dcssync.command;

import io.github.dcssync.settings.Settings;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Spec;

/** Says what is wrong before anything runs. */
@Command(name = "check", mixinStandardHelpOptions = true, sortOptions = false,
        description = "Checks settings, network, credentials and database, and writes nothing.")
final class CheckCommand implements Callable<Integer> {

    @Spec
    private CommandSpec spec;

    @Mixin
    private CommonOptions common;

    @Override
    public Integer call() {
        Settings settings = common.load(Settings.Purpose.SYNC);
        settings.entries().forEach(entry -> spec.commandLine().getOut().println(entry));
        return ExitCode.COMPLETE;
    }
}
