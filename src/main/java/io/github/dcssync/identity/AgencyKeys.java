package io.github.dcssync.identity;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.github.dcssync.api.TemporaryKeyAuthorisation;
import io.github.dcssync.secret.Secrets;
import io.github.dcssync.settings.Credentials;
import java.io.IOException;
import java.time.Instant;
import org.apache.hc.core5.http.HttpStatus;

/**
 * The temporary keys that IAM gives to whoever may assume an agency: {@code POST /v3.0/OS-CREDENTIAL/securitytokens},
 * answered with 201.
 */
final class AgencyKeys implements TemporaryKeyAuthorisation.KeyIssuer {

    private static final String TARGET = "/v3.0/OS-CREDENTIAL/securitytokens";
    private static final int SECONDS = 3600;

    private final Iam iam;
    private final Credentials.Agency agency;
    private final IamCallers.Caller caller;
    private final Secrets secrets;

    /**
     * @param caller  who assumes the agency
     * @param secrets where the keys are registered, so that they are never shown
     */
    AgencyKeys(Iam iam, Credentials.Agency agency, IamCallers.Caller caller, Secrets secrets) {
        this.iam = iam;
        this.agency = agency;
        this.caller = caller;
        this.secrets = secrets;
    }

    @Override
    public TemporaryKeyAuthorisation.Keys issue(Instant now) throws IOException {
        IamAnswer answer = iam.post(TARGET, body(), caller.at(now));
        if (answer.status() != HttpStatus.SC_CREATED) {
            throw answer.refusal("IAM gave no keys for " + agency.shown());
        }
        return TemporaryKeysJson.read(answer.json(), "IAM's answer", secrets);
    }

    private ObjectNode body() {
        ObjectNode root = JsonNodeFactory.instance.objectNode();
        ObjectNode identity = root.putObject("auth").putObject("identity");
        identity.putArray("methods").add("assume_role");
        identity.putObject("assume_role").put("domain_name", agency.domain()).put("agency_name", agency.name())
                .put("duration_seconds", SECONDS);
        return root;
    }
}
