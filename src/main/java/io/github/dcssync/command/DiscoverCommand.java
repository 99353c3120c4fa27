package io.github.dcssync.command;

import io.github.dcssync.account.ProjectFinder;
import io.github.dcssync.check.FoundInstances;
import io.github.dcssync.check.InstanceDiscovery;
import io.github.dcssync.identity.IamProject;
import io.github.dcssync.logging.Printable;
import io.github.dcssync.settings.Settings;
import io.github.dcssync.settings.Source;
import java.io.IOException;
import java.io.PrintWriter;
import java.time.Clock;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.stream.Collectors;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Spec;

/** What the credentials see, as settings. */
@Command(name = "discover", mixinStandardHelpOptions = true, sortOptions = false,
        description = "Prints the projects and instances that the credentials see, as settings to paste; needs"
                + " credentials and dcs.region (or both addresses), and writes nothing.",
        footer = {"", "Exit codes: 0 all was listed, 1 some project could not be asked, 2 usage or settings, 3 nothing"
                + " was listed."})
final class DiscoverCommand implements Callable<Integer> {

    /** So that what is put before a name still leaves one. */
    private static final int LONGEST = 50;

    @Spec
    private CommandSpec spec;

    @Mixin
    private CommonOptions common;

    @Override
    public Integer call() throws Exception {
        Settings settings = common.load(Settings.Purpose.DISCOVER);
        Clock clock = Clock.systemUTC();
        InstanceDiscovery instances = new InstanceDiscovery(settings, clock);
        int listed = 0;
        int failed = 0;
        for (Source entry : settings.sources()) {
            Map<IamProject, FoundInstances> found = new LinkedHashMap<>();
            try {
                for (IamProject project : ProjectFinder.of(settings, clock).projects(entry)) {
                    found.put(project, instances.of(entry.found(entry.name(), project.id())));
                }
            } catch (IOException e) {
                RootCommand.of(spec).complaints().say(String.valueOf(e.getMessage()));
                failed++;
            }
            listed += (int) found.values().stream().filter(FoundInstances::isListed).count();
            failed += (int) found.values().stream().filter(one -> !one.isListed()).count();
            print(entry, found);
        }
        return failed == 0 ? ExitCode.COMPLETE : listed == 0 ? ExitCode.NOTHING_READ : ExitCode.PARTIAL;
    }

    private void print(Source entry, Map<IamProject, FoundInstances> found) {
        PrintWriter out = spec.commandLine().getOut();
        if (found.isEmpty()) {
            return;
        }
        Map<IamProject, String> names = names(found.keySet());
        String region = entry.search() == null ? null : entry.search().region();
        out.println(region == null ? "dcs.endpoint=" + entry.endpoint() : "dcs.region=" + region);
        out.println("# All projects, and those of tomorrow:");
        out.println("#dcs.projects=*");
        out.println("dcs.sources=" + String.join(",", names.values()));
        found.forEach((project, instances) -> {
            out.println();
            out.println("# " + Printable.line(project.name()) + ": " + Printable.line(instances.summary()));
            out.println("dcs.source." + names.get(project) + ".project-id=" + project.id());
            if (!instances.all().isEmpty()) {
                out.println("#dcs.source." + names.get(project) + ".instances=" + instances.all().stream()
                        .map(FoundInstances.FoundInstance::id).collect(Collectors.joining(",")));
            }
            instances.all().forEach(instance -> out.println("#   " + Printable.line(instance.id() + "  "
                    + instance.name())));
        });
        out.flush();
    }

    /** As the settings allow them: letters, digits and hyphens. */
    private static Map<IamProject, String> names(Iterable<IamProject> projects) {
        Map<IamProject, String> names = new LinkedHashMap<>();
        for (IamProject project : projects) {
            String plain = project.name().toLowerCase(Locale.ROOT).replaceAll("[^a-z0-9]+", "-")
                    .replaceAll("^-|-$", "");
            String name = plain.substring(0, Math.min(LONGEST, plain.length())).replaceAll("-$", "");
            boolean isFree = !name.isEmpty() && !names.containsValue(name);
            names.put(project, isFree ? name : "project-" + project.id().toLowerCase(Locale.ROOT));
        }
        return names;
    }
}
