package io.github.dcssync.settings;

import org.jspecify.annotations.Nullable;

/** Keys that a vendor's tools have in variables of the environment. */
final class VariablesLink implements CredentialLink {

    private final Variables variables;
    private final String place;
    private final KeyNames keys;
    private final String projectId;

    private VariablesLink(Variables variables, String place, KeyNames keys, String projectId) {
        this.variables = variables;
        this.place = place;
        this.keys = keys;
        this.projectId = projectId;
    }

    /** Those of the vendor's SDKs. */
    static VariablesLink ofSdk(Variables variables) {
        return new VariablesLink(variables, "HUAWEICLOUD_SDK_*", new KeyNames("HUAWEICLOUD_SDK_AK",
                "HUAWEICLOUD_SDK_SK", "HUAWEICLOUD_SDK_SECURITY_TOKEN"), "HUAWEICLOUD_SDK_PROJECT_ID");
    }

    /** Those of the vendor's Terraform provider. */
    static VariablesLink ofTerraform(Variables variables) {
        return new VariablesLink(variables, "HW_*", new KeyNames("HW_ACCESS_KEY", "HW_SECRET_KEY",
                "HW_SECURITY_TOKEN"), "HW_PROJECT_ID");
    }

    @Override
    public Look look() {
        Credentials found = keys.read(variables::get);
        return found == null ? Look.nothing(place, "not set") : new Look(keys.shown(), found, project(), false);
    }

    private @Nullable String project() {
        String text = variables.get(projectId);
        return text == null ? null : KeyNames.typed(SettingTable.PROJECT_ID, projectId, text);
    }
}
