package io.github.dcssync.settings;

import org.jspecify.annotations.Nullable;

/** What a vendor's tools have in variables of the environment: keys, else a login with an identity provider's token. */
final class VariablesLink implements CredentialLink {

    private final Variables variables;
    private final String place;
    private final KeyNames keys;
    private final @Nullable IdTokenNames idToken;
    private final String projectId;
    private final @Nullable String region;
    private final IamAddress iam;

    private VariablesLink(Variables variables, String place, KeyNames keys, @Nullable IdTokenNames idToken,
            String projectId, @Nullable String region, IamAddress iam) {
        this.variables = variables;
        this.place = place;
        this.keys = keys;
        this.idToken = idToken;
        this.iam = iam;
        this.projectId = projectId;
        this.region = region;
    }

    /** Those of the vendor's SDKs. */
    static VariablesLink ofSdk(Variables variables, IamAddress iam) {
        return new VariablesLink(variables, "HUAWEICLOUD_SDK_*", new KeyNames("HUAWEICLOUD_SDK_AK",
                "HUAWEICLOUD_SDK_SK", "HUAWEICLOUD_SDK_SECURITY_TOKEN"),
                new IdTokenNames("HUAWEICLOUD_SDK_IDP_ID", "HUAWEICLOUD_SDK_ID_TOKEN_FILE",
                        "HUAWEICLOUD_SDK_IAM_ENDPOINT"),
                "HUAWEICLOUD_SDK_PROJECT_ID", null, iam);
    }

    /** Those of the vendor's Terraform provider. */
    static VariablesLink ofTerraform(Variables variables, IamAddress iam) {
        return new VariablesLink(variables, "HW_*", new KeyNames("HW_ACCESS_KEY", "HW_SECRET_KEY",
                "HW_SECURITY_TOKEN"), null, "HW_PROJECT_ID", "HW_REGION_NAME", iam);
    }

    @Override
    public CredentialLook look() {
        Credentials pair = keys.read(variables::get);
        if (pair != null) {
            return new CredentialLook(keys.shown(), pair, project(), false);
        }
        Credentials login = idToken == null ? null : idToken.read(variables::get, iam);
        return login == null ? CredentialLook.nothing(place, "not set")
                : new CredentialLook(idToken.shown(), login, project(), false);
    }

    @Override
    public @Nullable RegionBeside region() {
        String name = region == null ? null : variables.get(region);
        return name == null ? null : new RegionBeside(name, "environment " + region);
    }

    private @Nullable String project() {
        return KeyNames.projectId(projectId, variables::get);
    }
}
