package io.github.dcssync.settings;

import java.util.List;

/**
 * Reads the credentials of a source. They are inherited all or none: half of another account's credentials is never
 * what is meant.
 */
final class CredentialsReader {

    private static final List<Setting<?>> IAM = List.of(SettingTable.IAM_ENDPOINT, SettingTable.IAM_USER,
            SettingTable.IAM_PASSWORD, SettingTable.IAM_DOMAIN);
    private static final List<Setting<?>> KEYS = List.of(SettingTable.ACCESS_KEY, SettingTable.SECRET_KEY);

    private final Values values;
    private final Violations faults;

    CredentialsReader(Values values, Violations faults) {
        this.values = values;
        this.faults = faults;
    }

    /** The credentials of a source (plain: null), or null when they are incomplete, which is a fault. */
    Credentials read(String source) {
        String owner = source != null && hasOwn(source) ? source : null;
        if (isAnyFound(IAM, owner)) {
            return requireAll(IAM, owner, (owner == null ? "dcs." : "dcs.source." + owner + ".") + "iam.* go together")
                    ? password(owner) : null;
        }
        if (!isAnyFound(KEYS, owner) && values.find(SettingTable.SECURITY_TOKEN, owner) == null) {
            faults.missing(SettingTable.ACCESS_KEY.keyOf(owner), "no credentials: set CLOUD_SDK_AK and CLOUD_SDK_SK,"
                    + " or dcs.access-key and dcs.secret-key, or dcs.iam.endpoint, .user, .password and .domain");
            return null;
        }
        return requireAll(KEYS, owner, "access key and secret key go together") ? keyPair(owner) : null;
    }

    private boolean hasOwn(String source) {
        return values.isGiven(SettingTable.SECURITY_TOKEN, source)
                || KEYS.stream().anyMatch(key -> values.isGiven(key, source))
                || IAM.stream().anyMatch(key -> values.isGiven(key, source));
    }

    private boolean isAnyFound(List<Setting<?>> settings, String owner) {
        return settings.stream().anyMatch(setting -> values.find(setting, owner) != null);
    }

    private boolean requireAll(List<Setting<?>> settings, String owner, String why) {
        List<Setting<?>> missing =
                settings.stream().filter(setting -> values.find(setting, owner) == null).toList();
        for (Setting<?> setting : missing) {
            String key = setting.keyOf(owner);
            faults.missing(key, why + "; set it or " + variables(setting, owner) + ", or unset the others");
        }
        return missing.isEmpty();
    }

    /** The vendor's variables count for the plain keys alone. */
    private static String variables(Setting<?> setting, String owner) {
        String own = Setting.variableOf(setting.keyOf(owner));
        if (owner != null || setting.defaultText() == null) {
            return own;
        }
        return own + " or " + (setting == SettingTable.ACCESS_KEY ? "CLOUD_SDK_AK" : "CLOUD_SDK_SK");
    }

    private Credentials password(String owner) {
        return new Credentials.Password(values.read(SettingTable.IAM_ENDPOINT, owner),
                values.read(SettingTable.IAM_USER, owner), values.read(SettingTable.IAM_PASSWORD, owner),
                values.read(SettingTable.IAM_DOMAIN, owner));
    }

    private Credentials keyPair(String owner) {
        return new Credentials.KeyPair(values.read(SettingTable.ACCESS_KEY, owner),
                values.read(SettingTable.SECRET_KEY, owner), values.read(SettingTable.SECURITY_TOKEN, owner));
    }
}
