package io.github.dcssync.simulator;

import java.util.Map;
import org.jspecify.annotations.Nullable;

/** What a path points at. */
record Target(Operation operation, @Nullable String projectId, @Nullable String instanceId) {

    private static final Target UNKNOWN = new Target(Operation.UNKNOWN, null, null);
    /** What does not belong to DCS. */
    private static final Map<String, Operation> OTHERS = Map.of("/v3/auth/tokens", Operation.TOKEN,
            "/v3/projects", Operation.PROJECTS, "/v3/auth/projects", Operation.AUTH_PROJECTS,
            "/v3.0/OS-AUTH/id-token/tokens", Operation.ID_TOKEN,
            "/v3.0/OS-CREDENTIAL/securitytokens", Operation.SECURITY_TOKEN,
            "/openstack/latest/securitykey", Operation.SECURITY_KEY);

    /** Reads a path such as {@code /v2/PROJECT/instances/INSTANCE/restores}; a slash at the end is ignored. */
    static Target of(String path) {
        Operation other = OTHERS.get(path);
        if (other != null) {
            return new Target(other, null, null);
        }
        String[] parts = path.split("/");
        boolean isDcs = parts.length >= 4 && parts.length <= 6 && parts[0].isEmpty() && parts[3].equals("instances");
        return isDcs ? ofDcs(parts) : UNKNOWN;
    }

    private static Target ofDcs(String[] parts) {
        String route = parts[1] + (parts.length > 5 ? "/*/" + parts[5] : parts.length > 4 ? "/*" : "");
        Operation operation = switch (route) {
            case "v1.0" -> Operation.INSTANCES_V1;
            case "v2" -> Operation.INSTANCES_V2;
            case "v2/*" -> Operation.INSTANCE_V2;
            case "v1.0/*/backups" -> Operation.BACKUPS_V1;
            case "v2/*/backups" -> Operation.BACKUPS_V2;
            case "v1.0/*/restores" -> Operation.RESTORES_V1;
            case "v2/*/restores" -> Operation.RESTORES_V2;
            default -> Operation.UNKNOWN;
        };
        if (operation == Operation.UNKNOWN) {
            return UNKNOWN;
        }
        return new Target(operation, parts[2], parts.length > 4 ? parts[4] : null);
    }
}
