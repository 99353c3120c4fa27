package io.github.dcssync.command;

import io.github.dcssync.alert.SinkException;
import io.github.dcssync.app.BundleException;
import io.github.dcssync.app.Version;
import io.github.dcssync.database.DatabaseException;
import io.github.dcssync.http.AddressException;
import io.github.dcssync.observe.TracingException;
import io.github.dcssync.settings.LogFormat;
import io.github.dcssync.settings.SettingsException;
import io.github.dcssync.simulator.SimulateCommand;
import io.github.dcssync.table.TableException;
import java.io.OutputStream;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.IVersionProvider;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.ParseResult;
import picocli.CommandLine.Spec;

/** The command line: one command, its options, and one line for whatever is wrong with them. */
@Command(name = "dcs-sync", mixinStandardHelpOptions = true, versionProvider = RootCommand.VersionLine.class,
        description = "Copies the backup and restoration records of Distributed Cache Service instances into a"
                + " reporting database.",
        footer = {"", "Settings: config/application.properties and environment variables; dcs-sync check shows them.",
            "dcs-sync prepare makes later starts quicker; once after unpacking a release and after a change of Java.",
            "Exit codes: 0 complete, 1 partial, 2 usage or settings, 3 nothing could be read, 4 database,"
                    + " 5 another sync holds the lease, 70 out of memory."})
public final class RootCommand implements Runnable {

    /** By their names, in the order of the help. */
    private static final Map<String, Class<?>> COMMANDS = commands();

    @Spec
    private CommandSpec spec;

    private final Map<String, String> environment;
    private final StandardOutput results;
    private final StandardError complaints = new StandardError(() -> spec.commandLine().getErr());

    /**
     * @param environment the variables that it is set by
     * @param out         standard output
     */
    public RootCommand(Map<String, String> environment, OutputStream out) {
        this.environment = environment;
        this.results = new StandardOutput(out);
    }

    private static Map<String, Class<?>> commands() {
        Map<String, Class<?>> commands = new LinkedHashMap<>();
        commands.put("demo", DemoCommand.class);
        commands.put("once", OnceCommand.class);
        commands.put("run", RunCommand.class);
        commands.put("check", CheckCommand.class);
        commands.put("discover", DiscoverCommand.class);
        commands.put("plan", PlanCommand.class);
        commands.put("report", ReportCommand.class);
        commands.put("replay", ReplayCommand.class);
        commands.put("simulate", SimulateCommand.class);
        commands.put("completion", CompletionCommand.class);
        return Collections.unmodifiableMap(commands);
    }

    /**
     * The line that understands these arguments. Where they name a command it knows no other: to look at the options of
     * all takes its time.
     *
     * @param arguments a command and its options, or none for all commands
     */
    public CommandLine line(String... arguments) {
        CommandLine line = new CommandLine(this);
        String first = arguments.length == 0 ? "" : arguments[0];
        COMMANDS.forEach((name, type) -> {
            if (name.equals(first) || !COMMANDS.containsKey(first)) {
                line.addSubcommand(name, type);
            }
        });
        line.setCaseInsensitiveEnumValuesAllowed(true);
        return line;
    }

    static RootCommand of(CommandSpec command) {
        return (RootCommand) command.root().userObject();
    }

    /** The variables that it is set by. */
    Map<String, String> environment() {
        return environment;
    }

    /** Where results go that are not written by the line. */
    StandardOutput results() {
        return results;
    }

    /** Where it is said what is wrong. */
    StandardError complaints() {
        return complaints;
    }

    @Override
    public void run() {
        throw new ParameterException(spec.commandLine(),
                "A command is missing: demo, once, run, check, discover, plan, report, replay, simulate or completion");
    }

    /**
     * Runs a command to its end.
     *
     * @param environment the variables that it is set by
     * @param out         standard output
     * @param arguments   a command and its options
     * @return the exit code
     */
    public static int execute(Map<String, String> environment, OutputStream out, String... arguments) {
        RootCommand root = new RootCommand(environment, out);
        root.complaints.expect(LogFormat.of(environment));
        CommandLine line = root.line(arguments);
        line.setOut(root.results.writer());
        line.setParameterExceptionHandler(RootCommand::sayUsage);
        line.setExecutionExceptionHandler(RootCommand::sayFailure);
        line.getSubcommands().values().forEach(command -> command.getCommandSpec().versionProvider(new VersionLine()));
        int exitCode = line.execute(arguments);
        line.getOut().flush();
        return root.results.failure().map(failure -> root.sayUnwritten(failure, exitCode)).orElse(exitCode);
    }

    /** What went wrong before counts for more. */
    private int sayUnwritten(WriteFailure failure, int exitCode) {
        complaints.say("The result could not be written to standard output: " + failure.reason());
        return exitCode == ExitCode.COMPLETE ? failure.exitCode(ExitCode.PARTIAL) : exitCode;
    }

    private static int sayUsage(ParameterException exception, String[] arguments) {
        CommandLine command = exception.getCommandLine();
        StandardError complaints = of(command.getCommandSpec()).complaints;
        complaints.say(Suggestion.of(exception));
        complaints.hint(
                "Try: dcs-sync " + (command.getParent() == null ? "" : command.getCommandName() + " ") + "--help");
        return ExitCode.USAGE;
    }

    private static int sayFailure(Exception exception, CommandLine command, ParseResult parsed) {
        LastResort.judge(exception);
        StandardError complaints = of(command.getCommandSpec()).complaints;
        if (exception instanceof SettingsException settings) {
            complaints.speak(settings.logFormat());
            settings.faults().forEach(complaints::say);
            return ExitCode.USAGE;
        }
        if (exception instanceof TableException table) {
            table.faults().forEach(complaints::say);
            return ExitCode.USAGE;
        }
        if (parsed.originalArgs().contains("--verbose")) {
            complaints.say(message(exception), exception);
        } else {
            complaints.say(message(exception));
        }
        if (exception instanceof CommandException known) {
            return known.exitCode();
        }
        if (exception instanceof AddressException || exception instanceof BundleException
                || exception instanceof TracingException
                || exception instanceof SinkException) {
            return ExitCode.USAGE;
        }
        return exception instanceof DatabaseException ? ExitCode.DATABASE : ExitCode.PARTIAL;
    }

    private static String message(Exception exception) {
        boolean ours = exception instanceof DatabaseException || exception instanceof CommandException
                || exception instanceof AddressException || exception instanceof BundleException
                || exception instanceof TracingException
                || exception instanceof SinkException || exception instanceof IllegalStateException;
        return ours ? String.valueOf(exception.getMessage()) : "unexpected: " + exception + "; --verbose shows where";
    }

    /** {@code dcs-sync 1.2.3}, and a line each for the commit that it was built from, Java and Camel. */
    static final class VersionLine implements IVersionProvider {
        @Override
        public String[] getVersion() {
            Map<String, String> build = Version.build();
            return new String[] {"dcs-sync " + build.get("version"), "commit " + build.get("revision"),
                "Java " + build.get("java"), "Camel " + build.get("camel")};
        }
    }
}
