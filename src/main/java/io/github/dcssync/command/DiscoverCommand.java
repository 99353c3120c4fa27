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
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
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
        List<Discovered> all = new ArrayList<>();
        boolean isWhole = true;
        for (Source entry : settings.sources()) {
            Map<IamProject, FoundInstances> found = new LinkedHashMap<>();
            try {
                for (IamProject project : ProjectFinder.of(settings, clock).projects(entry)) {
                    found.put(project, instances.of(entry.found(entry.name(), project.id())));
                }
            } catch (IOException e) {
                RootCommand.of(spec).complaints().say(String.valueOf(e.getMessage()));
                isWhole = false;
            }
            if (!found.isEmpty()) {
                all.add(new Discovered(entry, found));
            }
        }
        print(all);
        List<FoundInstances> found = all.stream().flatMap(one -> one.projects().values().stream()).toList();
        isWhole &= found.stream().allMatch(FoundInstances::isListed);
        return isWhole ? ExitCode.COMPLETE
                : found.stream().anyMatch(FoundInstances::isListed) ? ExitCode.PARTIAL : ExitCode.NOTHING_READ;
    }

    /** What one entry of the settings sees: the projects of a region. */
    private record Discovered(Source entry, Map<IamProject, FoundInstances> projects) {

        /** Where that is, as a setting whose key begins so. */
        String place(String prefix) {
            String region = entry.search() == null ? null : entry.search().region();
            return region == null ? prefix + "endpoint=" + entry.endpoint() : prefix + "region=" + region;
        }
    }

    private void print(List<Discovered> all) {
        if (all.isEmpty()) {
            return;
        }
        PrintWriter out = spec.commandLine().getOut();
        boolean isOne = all.size() == 1;
        Map<IamProject, String> names = names(all);
        if (isOne) {
            out.println(all.get(0).place("dcs."));
        }
        out.println("# All projects, and those of tomorrow:");
        all.forEach(one -> out.println(
                isOne ? "#dcs.projects=*" : "#dcs.source." + one.entry().name() + ".projects=*"));
        out.println("dcs.sources=" + String.join(",", names.values()));
        for (Discovered one : all) {
            if (!isOne) {
                out.println();
                out.println("# What source " + one.entry().name()
                        + " sees; credentials that it has for itself go with each of these:");
            }
            one.projects().forEach((project, instances) -> print(isOne ? null : one, project, instances,
                    "dcs.source." + names.get(project) + "."));
        }
        out.flush();
    }

    private void print(@Nullable Discovered place, IamProject project, FoundInstances instances, String prefix) {
        PrintWriter out = spec.commandLine().getOut();
        out.println();
        out.println("# " + Printable.line(project.name()) + ": " + Printable.line(instances.summary()));
        if (place != null) {
            out.println(place.place(prefix));
        }
        out.println(prefix + "project-id=" + project.id());
        if (!instances.all().isEmpty()) {
            out.println("#" + prefix + "instances=" + instances.all().stream()
                    .map(FoundInstances.FoundInstance::id).collect(Collectors.joining(",")));
        }
        instances.all().forEach(instance -> out.println("#   " + Printable.line(instance.id() + "  "
                + instance.name())));
    }

    /** As the settings allow them: letters, digits and hyphens. */
    private static Map<IamProject, String> names(List<Discovered> all) {
        Map<IamProject, String> names = new LinkedHashMap<>();
        for (IamProject project : all.stream().flatMap(one -> one.projects().keySet().stream()).toList()) {
            String plain = project.name().toLowerCase(Locale.ROOT).replaceAll("[^a-z0-9]+", "-")
                    .replaceAll("^-|-$", "");
            String name = plain.substring(0, Math.min(LONGEST, plain.length())).replaceAll("-$", "");
            boolean isFree = !name.isEmpty() && !names.containsValue(name);
            names.put(project, isFree ? name : "project-" + project.id().toLowerCase(Locale.ROOT));
        }
        return names;
    }
}
