package io.github.dcssync.bench;

import java.io.File;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/** A command that starts Java as the launcher of dcs-sync does. */
final class JavaCommand {

    /** What the launcher gives the virtual machine for all commands that end. */
    private static final List<String> FLAGS = List.of("-XX:TieredStopAtLevel=1", "-XX:+UseSerialGC");
    /** What the operator gives it. */
    static final String MEMORY = "-Xmx256m";

    private JavaCommand() {
    }

    /** @param options of the virtual machine, beside those that all have */
    static List<String> of(List<String> options, List<Path> classPath, String program, String... arguments) {
        List<String> command = new ArrayList<>();
        command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
        command.addAll(FLAGS);
        command.add(MEMORY);
        command.addAll(options);
        command.add("-cp");
        command.add(String.join(File.pathSeparator, classPath.stream().map(Path::toString).toList()));
        command.add(program);
        command.addAll(List.of(arguments));
        return command;
    }
}
