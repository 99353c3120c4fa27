package io.github.dcssync.simulator;

import picocli.CommandLine;

/** Runs the command in a process of its own, as a test of signals needs it. */
final class SimulateProgram {

    private SimulateProgram() {
    }

    public static void main(String[] arguments) {
        System.exit(new CommandLine(new SimulateCommand()).execute(arguments));
    }
}
