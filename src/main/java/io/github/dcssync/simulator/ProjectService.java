package io.github.dcssync.simulator;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.github.dcssync.simulator.SimulatedProjects.SimulatedProject;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** The part of IAM that lists projects, to whoever signs or bears any token. */
final class ProjectService {

    private final Authentication authentication;
    private final SimulatedProjects projects;
    private final String domain;

    ProjectService(Authentication authentication, SimulatedProjects projects, String domain) {
        this.authentication = authentication;
        this.projects = projects;
        this.domain = domain;
    }

    /** Answers GET /v3/projects and GET /v3/auth/projects: 200 with a page of the list. */
    Answer answer(SimulatedRequest request, byte[] body) {
        authentication.checkForIam(request, body);
        if (!request.method().equals("GET")) {
            throw Refusal.byGateway(405, "APIGW.0106", "The request method is not allowed.");
        }
        String name = request.query().get("name");
        List<SimulatedProject> found = projects.listed().stream()
                .filter(project -> name == null || project.name().equals(name)).toList();
        int size = number(request, "per_page", projects.pageSize());
        int page = number(request, "page", 1);
        return size == 0 ? page(request, found, null)
                : page(request, found.stream().skip((page - 1L) * size).limit(size).toList(),
                        (long) page * size < found.size() ? "?page=" + (page + 1) + "&per_page=" + size : null);
    }

    private static int number(SimulatedRequest request, String name, int usual) {
        String text = request.query().get(name);
        if (text == null) {
            return usual;
        }
        if (!text.matches("[1-9][0-9]{0,4}")) {
            throw Refusal.byService(400, "IAM.0007", "Request parameter " + name + " is invalid.");
        }
        return Integer.parseInt(text);
    }

    private Answer page(SimulatedRequest request, List<SimulatedProject> shown, @Nullable String next) {
        ObjectNode answer = JsonText.MAPPER.createObjectNode();
        ArrayNode list = answer.putArray("projects");
        shown.forEach(project -> describe(list.addObject(), project));
        String self = "https://iam.example.com" + request.path();
        answer.putObject("links").put("self", self).putNull("previous").put("next", next == null ? null : self + next);
        return Answer.json(200, JsonText.write(answer));
    }

    private void describe(ObjectNode node, SimulatedProject project) {
        node.put("id", project.id()).put("name", project.name()).put("domain_id", domain).put("parent_id", domain);
        node.put("is_domain", false).put("enabled", true).put("description", "");
        node.putObject("links").put("self", "https://iam.example.com/v3/projects/" + project.id());
    }
}
