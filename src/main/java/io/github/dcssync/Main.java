package io.github.dcssync;

import io.github.dcssync.command.LastResort;
import io.github.dcssync.command.RootCommand;

/** The program's entry: reads the command line, runs one command and ends with its exit code. */
public final class Main {

    private Main() {
    }

    /** @param arguments a command and its options; see {@code dcs-sync --help} */
    public static void main(String[] arguments) {
        LastResort.prepare();
        System.exit(RootCommand.execute(arguments));
    }
}
