package io.github.dcssync;

import io.github.dcssync.command.LastResort;
import io.github.dcssync.command.RootCommand;
import java.io.FileDescriptor;
import java.io.FileOutputStream;
import java.util.HashMap;
import java.util.Locale;
import java.util.Map;
import java.util.TimeZone;

/** The program's entry: reads the command line, runs one command and ends with its exit code. */
public final class Main {

    private Main() {
    }

    /** @param arguments a command and its options; see {@code dcs-sync --help} */
    public static void main(String[] arguments) {
        LastResort.prepare();
        // Libraries change the case of names and write numbers as the default has it: in Turkish MEANING is no meaning.
        Locale.setDefault(Locale.ROOT);
        // Newer Javas warn of it on standard error; a report page does not need it.
        System.setProperty("io.netty.noUnsafe", System.getProperty("io.netty.noUnsafe", "true"));
        // Drivers tell a server the zone of this machine, which it may not know; nothing here is told in any other.
        TimeZone.setDefault(TimeZone.getTimeZone("UTC"));
        // Not System.out, which hides that it cannot be written.
        System.exit(RootCommand.execute(environment(), new FileOutputStream(FileDescriptor.out), arguments));
    }

    /** Services are often started without HOME. */
    private static Map<String, String> environment() {
        Map<String, String> variables = new HashMap<>(System.getenv());
        variables.putIfAbsent("HOME", System.getProperty("user.home"));
        return variables;
    }
}
