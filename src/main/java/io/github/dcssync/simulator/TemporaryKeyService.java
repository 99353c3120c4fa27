package io.github.dcssync.simulator;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.UncheckedIOException;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;

/**
 * Gives temporary keys: those of an agency, by IAM, to whoever is signed in; and those of the server's own agency, by the
 * metadata service, to everybody.
 */
final class TemporaryKeyService {

    private static final String UPPER = "ABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789";
    private static final int SHORTEST = 900;
    private static final int LONGEST = 86_400;

    private final KeyRing keys;
    private final Authentication authentication;
    private final Clock clock;
    private final Random random;
    private final List<String> given = new ArrayList<>();
    private volatile boolean withdrawn;
    private volatile Duration lifeOfMetadata = Duration.ofHours(24);

    TemporaryKeyService(KeyRing keys, Authentication authentication, Clock clock, long seed) {
        this.keys = keys;
        this.authentication = authentication;
        this.clock = clock;
        this.random = new Random(seed);
    }

    /** From now on gives no keys any more, and lets those that were given live on; or gives them again. */
    void withdraw(boolean value) {
        withdrawn = value;
    }

    /** From now on refuses the keys that were given. */
    synchronized void forgetAll() {
        given.forEach(keys::remove);
        given.clear();
    }

    /** How long the keys of the metadata service are good for, from now on. */
    void lifeOfMetadata(Duration life) {
        lifeOfMetadata = life;
    }

    /** Answers POST /v3.0/OS-CREDENTIAL/securitytokens: 201 with the keys. */
    Answer assume(SimulatedRequest request, byte[] body) {
        if (!request.method().equals("POST")) {
            return IamErrors.of(405, "Method Not Allowed", "The method is not allowed for the requested URL.");
        }
        authentication.checkForIam(request, body);
        JsonNode identity;
        try {
            identity = JsonText.readObject(body).at("/auth/identity");
        } catch (UncheckedIOException e) {
            return IamErrors.badRequest();
        }
        JsonNode role = identity.path("assume_role");
        int seconds = role.path("duration_seconds").asInt(SHORTEST);
        if (identity.path("methods").size() != 1 || !identity.at("/methods/0").asText().equals("assume_role")
                || seconds < SHORTEST || seconds > LONGEST) {
            return IamErrors.badRequest();
        }
        boolean known = role.path("agency_name").asText().equals(Simulator.AGENCY)
                && role.path("domain_name").asText().equals(Simulator.AGENCY_DOMAIN);
        return withdrawn || !known ? IamErrors.of(403, "Forbidden", "You are not authorized to assume this agency.")
                : Answer.json(201, JsonText.write(credential(Duration.ofSeconds(seconds))));
    }

    /** Answers GET /openstack/latest/securitykey. */
    Answer metadata(SimulatedRequest request) {
        if (!request.method().equals("GET")) {
            return Answer.empty(405);
        }
        return withdrawn ? Answer.html(404, "404 Not Found")
                : Answer.json(200, JsonText.write(credential(lifeOfMetadata)));
    }

    private synchronized ObjectNode credential(Duration life) {
        Instant end = clock.instant().plus(life);
        String accessKey = "TMP" + text(17);
        String secretKey = text(40);
        String token = "gQ" + text(200);
        keys.add(accessKey, secretKey, token, end);
        given.add(accessKey);
        ObjectNode answer = JsonText.MAPPER.createObjectNode();
        answer.putObject("credential").put("access", accessKey).put("secret", secretKey)
                .put("expires_at", TokenService.format(end)).put("securitytoken", token);
        return answer;
    }

    private String text(int length) {
        StringBuilder text = new StringBuilder();
        random.ints(length, 0, UPPER.length()).forEach(index -> text.append(UPPER.charAt(index)));
        return text.toString();
    }
}
