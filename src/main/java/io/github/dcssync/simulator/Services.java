package io.github.dcssync.simulator;

import java.util.regex.Pattern;

/** Finds who answers a request: the gateway, IAM or DCS. */
final class Services {

    private static final System.Logger LOG = System.getLogger(Services.class.getName());
    private static final Pattern PROJECT_ID = Pattern.compile("[0-9a-fA-F]{32}");
    private static final Pattern INSTANCE_ID = Pattern.compile("[0-9a-fA-F]{8}(-[0-9a-fA-F]{4}){3}-[0-9a-fA-F]{12}");

    private final Authentication authentication;
    private final TokenService tokenService;
    private final ProjectService projectService;
    private final TemporaryKeyService temporaryKeys;
    private final SimulatedLists lists;

    Services(Authentication authentication, TokenService tokenService, TemporaryKeyService temporaryKeys,
            ProjectService projectService, SimulatedLists lists) {
        this.temporaryKeys = temporaryKeys;
        this.authentication = authentication;
        this.tokenService = tokenService;
        this.projectService = projectService;
        this.lists = lists;
    }

    Answer answer(SimulatedRequest request, byte[] body, String requestId) {
        try {
            return route(request, body);
        } catch (Refusal refusal) {
            return refusal.answer(requestId);
        } catch (RuntimeException | AssertionError e) {
            LOG.log(System.Logger.Level.ERROR, "No answer for " + request.path(), e);
            return DcsError.INTERNAL.on(ApiVersion.V2).answer(requestId);
        }
    }

    private Answer route(SimulatedRequest request, byte[] body) {
        return switch (request.operation()) {
            case TOKEN -> tokenService.answer(request, body);
            case ID_TOKEN -> tokenService.exchange(request, body);
            case SECURITY_TOKEN -> temporaryKeys.assume(request, body);
            case SECURITY_KEY -> temporaryKeys.metadata(request);
            case PROJECTS, AUTH_PROJECTS -> projectService.answer(request, body);
            default -> dcs(request, body);
        };
    }

    private Answer dcs(SimulatedRequest request, byte[] body) {
        if (request.operation() == Operation.UNKNOWN) {
            throw Refusal.byGateway(404, "APIGW.0101", "The API does not exist or has not been published in the "
                    + "environment.");
        }
        authentication.check(request, body);
        checkForm(request);
        return switch (request.operation()) {
            case INSTANCES_V1, INSTANCES_V2 -> lists.instances(request);
            case INSTANCE_V2 -> lists.instance(request);
            default -> lists.records(request);
        };
    }

    private static void checkForm(SimulatedRequest request) {
        ApiVersion version = request.operation().version();
        if (!request.method().equals("GET")) {
            throw DcsError.METHOD_NOT_ALLOWED.on(version);
        }
        if (!PROJECT_ID.matcher(request.projectId()).matches()) {
            throw DcsError.INVALID_PROJECT_ID.on(version);
        }
        if (request.instanceId() != null && !INSTANCE_ID.matcher(request.instanceId()).matches()) {
            throw DcsError.INVALID_INSTANCE_ID.on(version);
        }
    }
}
