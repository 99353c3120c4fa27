package io.github.dcssync.account;

import io.github.dcssync.identity.IamProject;
import io.github.dcssync.identity.IamProjects;
import io.github.dcssync.settings.ProjectSearch;
import io.github.dcssync.settings.Settings;
import io.github.dcssync.settings.SettingsException;
import io.github.dcssync.settings.Source;
import java.io.IOException;
import java.time.Clock;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.function.Predicate;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * Finds the projects of sources that name them, or all of an account. Asks IAM once for each such entry of the settings,
 * and goes on with what is remembered where IAM does not answer.
 */
public final class ProjectFinder {

    /** The entry of the settings that has no name. */
    private static final String PLAIN = "default";

    private final Settings settings;
    private final Function<Source, IamProjects> iam;
    private final Clock clock;

    /**
     * @param settings as they were read
     * @param iam      what is asked for a source's projects
     * @param clock    tells since when a project is known, or gone
     */
    public ProjectFinder(Settings settings, Function<Source, IamProjects> iam, Clock clock) {
        this.settings = settings;
        this.iam = iam;
        this.clock = clock;
    }

    /** Asks the IAM of the settings. */
    public static ProjectFinder of(Settings settings, Clock clock) {
        return new ProjectFinder(settings, source -> IamProjects.of(source, settings, clock), clock);
    }

    /**
     * @param memory what was found before
     * @return what is found now; nothing is written
     * @throws SettingsException when IAM answers that there is no such project, or two sources turn out to read the same
     */
    public FoundProjects find(KnownProjects memory) {
        return new Search(memory.all()).run();
    }

    /** The same with nothing to remember. */
    public FoundProjects findAnew() {
        return new Search(List.of()).run();
    }

    /**
     * @param entry of the settings, whose credentials are meant
     * @return the projects of its region that they see
     * @throws IOException when IAM does not say so
     */
    public List<IamProject> projects(Source entry) throws IOException {
        return iam.apply(entry).accessible().stream()
                .filter(project -> entry.search() == null || entry.search().covers(project.name())).toList();
    }

    /**
     * @param memory what was found before
     * @return the settings with the sources that are remembered, those whose projects are gone, too; IAM is not asked
     */
    public Settings recall(KnownProjects memory) {
        List<KnownProject> known = memory.all();
        List<Source> sources = new ArrayList<>();
        for (Source entry : settings.sources()) {
            List<Source> recalled = entry.search() == null ? List.of() : known.stream()
                    .filter(row -> row.account().equals(entry.name()))
                    .filter(row -> entry.search().isOfMany() || row.projectName().equals(entry.search().name()))
                    .map(row -> entry.found(row.source(), row.projectId())).toList();
            sources.addAll(recalled.isEmpty() ? List.of(entry) : recalled);
        }
        return settings.withSources(sources);
    }

    /** One look at all entries. */
    private final class Search {

        private final List<KnownProject> known;
        private final SourceNames names;
        private final OffsetDateTime now = clock.instant().atOffset(ZoneOffset.UTC);
        private final Map<String, List<Source>> found = new LinkedHashMap<>();
        private final List<Source> taken = new ArrayList<>();
        private final List<String> remarks = new ArrayList<>();
        private final Map<String, String> unfound = new LinkedHashMap<>();
        private final List<String> faults = new ArrayList<>();
        private final List<KnownProject> news = new ArrayList<>();

        private Search(List<KnownProject> known) {
            this.known = known;
            this.names = new SourceNames(Stream.concat(settings.sources().stream().map(Source::name),
                    known.stream().map(KnownProject::source)).collect(Collectors.toSet()));
        }

        private FoundProjects run() {
            // Whoever names a project has it before those that take what there is.
            settings.sources().stream().filter(source -> source.search() == null)
                    .forEach(source -> take(source, List.of(source)));
            settings.sources().stream().filter(source -> source.search() != null && !source.search().isOfMany())
                    .forEach(source -> take(source, one(source, source.search())));
            settings.sources().stream().filter(source -> source.search() != null && source.search().isOfMany())
                    .forEach(source -> take(source, many(source, source.search())));
            if (!faults.isEmpty()) {
                throw settings.refusal(faults);
            }
            List<Source> all = settings.sources().stream()
                    .flatMap(source -> found.getOrDefault(source.name(), List.of()).stream()).toList();
            return new FoundProjects(settings.withFound(all, remarks), remarks, unfound, news);
        }

        private void take(Source entry, List<Source> sources) {
            found.put(entry.name(), sources);
            taken.addAll(sources);
        }

        private List<Source> one(Source entry, ProjectSearch search) {
            String name = String.valueOf(search.name());
            try {
                List<IamProject> named = iam.apply(entry).named(name);
                if (named.size() == 1) {
                    return List.of(entry.found(entry.name(), keep(entry, named.get(0).id(), name, entry.name())));
                }
                return named.isEmpty() ? renamed(entry, search, name) : refuse(entry.keyOf("dcs.project") + "=" + name
                        + ": IAM has " + named.size() + " projects of this name; give "
                        + entry.keyOf("dcs.project-id") + " instead, one of "
                        + named.stream().map(IamProject::id).collect(Collectors.joining(", ")));
            } catch (IOException e) {
                return remembered(entry, row -> row.projectName().equals(name), e);
            }
        }

        /** A project that has another name by now is still the one that was meant. */
        private List<Source> renamed(Source entry, ProjectSearch search, String name) throws IOException {
            List<IamProject> all = iam.apply(entry).accessible();
            for (KnownProject row : rowsOf(entry)) {
                Optional<IamProject> same = all.stream().filter(project -> project.id().equals(row.projectId()))
                        .findFirst();
                if (row.projectName().equals(name) && same.isPresent()) {
                    remarks.add("source " + entry.name() + ": the project '" + name + "' is called '"
                            + same.get().name() + "' now; correct " + entry.keyOf("dcs.project"));
                    return List.of(entry.found(entry.name(), row.projectId()));
                }
            }
            return refuse(entry.keyOf("dcs.project") + "=" + name + ": IAM has no project of this name; "
                    + existing(search, all));
        }

        private List<Source> many(Source entry, ProjectSearch search) {
            List<IamProject> listed;
            try {
                listed = iam.apply(entry).accessible();
            } catch (IOException e) {
                return remembered(entry, row -> search.covers(row.projectName()), e);
            }
            List<IamProject> covered = listed.stream().filter(project -> search.covers(project.name())).toList();
            if (covered.isEmpty() && known.stream().noneMatch(row -> row.account().equals(entry.name()))) {
                return refuse(entry.keyOf("dcs.projects") + " covers none of the projects that the credentials may"
                        + " see; " + existing(search, listed));
            }
            List<Source> sources = new ArrayList<>();
            for (IamProject project : covered) {
                Source source = entry.found(entry.name(), project.id());
                if (taken.stream().noneMatch(source::hasProjectOf)) {
                    sources.add(entry.found(keep(entry, project), project.id()));
                }
            }
            noteGone(entry, listed, sources);
            if (covered.isEmpty()) {
                remarks.add(entry.keyOf("dcs.projects") + " covers none of the projects any more that the credentials"
                        + " may see; " + existing(search, listed));
            }
            return sources;
        }

        private String existing(ProjectSearch search, List<IamProject> all) {
            List<IamProject> near = all.stream().filter(project -> search.isOfRegion(project.name())).toList();
            String names = (near.isEmpty() ? all : near).stream().map(IamProject::name)
                    .collect(Collectors.joining(", "));
            return names.isEmpty() ? "the credentials see no project at all"
                    : near.isEmpty() ? "none of those that they see is of region " + search.region() + ": " + names
                            : "there are " + names;
        }

        private List<Source> refuse(String fault) {
            faults.add(fault);
            return List.of();
        }

        /** @return the name of the project's source */
        private String keep(Source entry, IamProject project) {
            Optional<KnownProject> row = row(entry, project.id());
            String source = row.map(KnownProject::source)
                    .orElseGet(() -> names.of(entry.name().equals(PLAIN) ? "" : entry.name(), project));
            row.filter(before -> !before.projectName().equals(project.name()))
                    .ifPresent(before -> remarks.add("project " + before.projectName() + " is called " + project.name()
                            + " now; its source is still " + source));
            row.filter(KnownProject::isGone)
                    .ifPresent(before -> remarks.add("source " + source + ": its project is listed again"));
            keep(entry, project.id(), project.name(), source);
            return source;
        }

        /** @return the id */
        private String keep(Source entry, String id, String name, String source) {
            KnownProject before = row(entry, id).orElse(
                    new KnownProject(entry.name(), id, "", name, source, now, null));
            KnownProject after = before.seen(entry.endpoint().toString(), name);
            if (!after.equals(before)) {
                news.add(after);
            }
            return id;
        }

        private void noteGone(Source entry, List<IamProject> listed, List<Source> sources) {
            for (KnownProject row : rowsOf(entry)) {
                if (sources.stream().noneMatch(source -> source.projectId().equals(row.projectId()))) {
                    news.add(row.gone(now));
                    String reason = listed.stream().filter(project -> project.id().equals(row.projectId())).findFirst()
                            .map(project -> taken.stream()
                                    .filter(entry.found(entry.name(), project.id())::hasProjectOf).findFirst()
                                    .map(other -> "source " + other.name() + " reads it now")
                                    .orElse("it is called " + project.name() + " now, which the patterns do not cover"))
                            .orElse("IAM does not list it any more, because it is gone or the credentials have lost their"
                                    + " rights");
                    remarks.add("source " + row.source() + ": its project " + row.projectName()
                            + " is not read any more: " + reason + "; its records stay");
                }
            }
        }

        /** Where IAM does not answer what it listed last is good enough. */
        private List<Source> remembered(Source entry, Predicate<KnownProject> isMeant, IOException silence) {
            List<Source> sources = rowsOf(entry).stream().filter(isMeant)
                    .map(row -> entry.found(row.source(), row.projectId()))
                    .filter(source -> taken.stream().noneMatch(source::hasProjectOf)).toList();
            if (sources.isEmpty()) {
                unfound.put(entry.name(), String.valueOf(silence.getMessage()));
                return List.of(entry);
            }
            remarks.add("source " + entry.name() + ": " + silence.getMessage() + "; going on with "
                    + (sources.size() == 1 ? "the project" : "the " + sources.size() + " projects")
                    + " found before");
            return sources;
        }

        /** Of the same service, and not known to be gone. */
        private List<KnownProject> rowsOf(Source entry) {
            return known.stream().filter(row -> row.account().equals(entry.name()) && !row.isGone()
                    && row.endpoint().equals(entry.endpoint().toString())).toList();
        }

        private Optional<KnownProject> row(Source entry, String id) {
            return known.stream().filter(row -> row.account().equals(entry.name()) && row.projectId().equals(id))
                    .findFirst();
        }
    }

}
