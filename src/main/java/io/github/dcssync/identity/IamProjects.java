package io.github.dcssync.identity;

import com.fasterxml.jackson.databind.JsonNode;
import io.github.dcssync.settings.Credentials;
import io.github.dcssync.settings.ProjectSearch;
import io.github.dcssync.settings.Settings;
import io.github.dcssync.settings.Source;
import java.io.IOException;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.Supplier;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.apache.hc.core5.http.HttpStatus;
import org.jspecify.annotations.Nullable;

/**
 * The projects of an account: {@code GET /v3/auth/projects} lists those that the caller may see, {@code GET /v3/projects}
 * finds one by its name. Both list a page at a time where IAM wants it so.
 */
public final class IamProjects {

    private static final String ACCESSIBLE = "/v3/auth/projects";
    private static final String NAMED = "/v3/projects";
    /** More than any account has; a list that leads on and on is none. */
    private static final int MOST_PAGES = 1000;
    private static final Pattern ID = Pattern.compile("[0-9a-fA-F]{32}");
    /** Of the address of the next page only the query counts: no other host is asked. */
    private static final Pattern QUERY = Pattern.compile("[^?#]*(\\?[\\x21\\x23-\\x7e&&[^#]]*)");

    private final Iam iam;
    private final IamCaller caller;

    /**
     * @param iam    that knows the account
     * @param caller whose projects are meant
     */
    public IamProjects(Iam iam, IamCaller caller) {
        this.iam = iam;
        this.caller = caller;
    }

    /**
     * @param source   that projects are to be found for, and whose credentials are used
     * @param settings which it is of
     * @param clock    the time of signing
     */
    public static IamProjects of(Source source, Settings settings, Clock clock) {
        ProjectSearch search = Objects.requireNonNull(source.search());
        Iam iam = new Iam(search.iam(), search.iamKey(), settings.http(), settings.secrets());
        Supplier<Credentials> files = source.choice().again();
        Credentials credentials = files == null ? source.credentials() : files.get();
        return new IamProjects(iam, kept(new IamCallers(settings.secrets(), settings.http()).of(source, credentials),
                clock));
    }

    /** The same for all requests, and known with the first of them. */
    private static IamCaller kept(IamCallers.Caller who, Clock clock) {
        AtomicReference<@Nullable IamCaller> kept = new AtomicReference<>();
        return (request, body) -> {
            IamCaller caller = kept.get();
            if (caller == null) {
                caller = who.at(clock.instant());
                kept.set(caller);
            }
            caller.identify(request, body);
        };
    }

    /**
     * @return the projects that the caller may see, of all regions, in IAM's order; those that are disabled left out
     * @throws io.github.dcssync.api.SourceRefusedException when IAM refuses the caller
     * @throws IOException                                  when IAM cannot be reached, or its answer is no such list
     */
    public List<IamProject> accessible() throws IOException {
        return list(ACCESSIBLE, "", "IAM did not list the projects that the credentials may see");
    }

    /**
     * @return the projects of this very name, one at most unless IAM is no ordinary one
     * @throws io.github.dcssync.api.SourceRefusedException when IAM refuses the caller
     * @throws IOException                                  when IAM cannot be reached, or its answer is no such list
     */
    public List<IamProject> named(String name) throws IOException {
        String query = "?name=" + URLEncoder.encode(name, StandardCharsets.UTF_8).replace("+", "%20");
        String refusal = "IAM did not look for the project '" + name + "'";
        IamAnswer first = iam.get(NAMED + query, caller);
        // To look for a project by its name takes a right that to list one's own does not.
        List<IamProject> found = first.status() == HttpStatus.SC_FORBIDDEN ? accessible()
                : list(NAMED, query, first, refusal);
        return found.stream().filter(project -> project.name().equals(name)).toList();
    }

    private List<IamProject> list(String path, String query, String refusal) throws IOException {
        return list(path, query, iam.get(path + query, caller), refusal);
    }

    private List<IamProject> list(String path, String query, IamAnswer first, String refusal) throws IOException {
        Map<String, IamProject> found = new LinkedHashMap<>();
        List<String> asked = new ArrayList<>(List.of(query));
        IamAnswer answer = first;
        while (true) {
            JsonNode page = page(answer, refusal);
            page.path("projects").forEach(node -> read(node, found));
            Matcher next = QUERY.matcher(page.path("links").path("next").asText(""));
            if (!next.matches()) {
                return List.copyOf(found.values());
            }
            if (asked.contains(next.group(1)) || asked.size() >= MOST_PAGES) {
                throw new IOException(refusal + ": the list does not come to an end");
            }
            asked.add(next.group(1));
            answer = iam.get(path + next.group(1), caller);
        }
    }

    private static JsonNode page(IamAnswer answer, String refusal) throws IOException {
        if (!answer.isSuccess()) {
            throw answer.refusal(refusal);
        }
        JsonNode page = answer.json();
        if (!page.path("projects").isArray()) {
            throw new IOException(refusal + ": its answer is no list of projects (HTTP " + answer.status() + ")");
        }
        return page;
    }

    /** What has no id that can be part of an address is no project whose service can be asked. */
    private static void read(JsonNode node, Map<String, IamProject> found) {
        String id = node.path("id").asText("");
        String name = node.path("name").asText("");
        if (ID.matcher(id).matches() && !name.isEmpty() && node.path("enabled").asBoolean(true)
                && !node.path("is_domain").asBoolean(false)) {
            found.putIfAbsent(id, new IamProject(id, name));
        }
    }
}
