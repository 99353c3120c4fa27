package io.github.dcssync.settings;

import java.net.URI;
import java.util.List;
import java.util.Objects;

/**
 * Reads the credentials of a source out of the settings. They are inherited all or none: half of another account's
 * credentials is never what is meant.
 */
final class CredentialsReader implements CredentialLink {

    private static final List<Setting<?>> IAM =
            List.of(SettingTable.IAM_USER, SettingTable.IAM_PASSWORD, SettingTable.IAM_DOMAIN);
    private static final List<Setting<?>> KEYS = List.of(SettingTable.ACCESS_KEY, SettingTable.SECRET_KEY);

    private static final List<Setting<?>> ALL = List.of(SettingTable.IAM_USER, SettingTable.IAM_PASSWORD,
            SettingTable.IAM_DOMAIN, SettingTable.ACCESS_KEY, SettingTable.SECRET_KEY,
            SettingTable.SECURITY_TOKEN);

    private final Values values;
    private final Violations faults;
    private final String source;
    private final IamAddress iam;

    /** @param source whose credentials are read; null for the plain keys */
    CredentialsReader(Values values, Violations faults, String source, IamAddress iam) {
        this.values = values;
        this.faults = faults;
        this.source = source;
        this.iam = iam;
    }

    @Override
    public CredentialLook look() {
        String owner = source != null && hasOwn(source) ? source : null;
        List<RawValue> given =
                ALL.stream().map(setting -> values.find(setting, owner)).filter(Objects::nonNull).toList();
        if (given.isEmpty()) {
            return CredentialLook.nothing("the settings and CLOUD_SDK_*", "not set");
        }
        Credentials found = read(owner);
        return found == null ? CredentialLook.AT_FAULT : new CredentialLook(place(found, owner), found, null,
                given.stream().anyMatch(value -> !value.fromFiles().isEmpty()));
    }

    @Override
    public CredentialLook lookAgain() {
        Violations now = new Violations();
        CredentialLook look = new CredentialsReader(values.reread(now, this::isOurs), now, source, iam).look();
        if (!now.lines().isEmpty()) {
            throw new SettingType.RefusedValue(now.lines().get(0));
        }
        return look;
    }

    /** What is wrong with other files is no matter of these. */
    private boolean isOurs(KeyName key) {
        return ALL.contains(key.setting()) && (key.name() == null || key.name().equals(source));
    }

    private String place(Credentials found, String owner) {
        Setting<?> first = found instanceof Credentials.Password ? SettingTable.IAM_USER : SettingTable.ACCESS_KEY;
        String origin = values.find(first, owner).origin();
        return origin.startsWith("environment CLOUD_SDK_") ? "CLOUD_SDK_AK and CLOUD_SDK_SK"
                : first.keyOf(owner) + " and " + (first == SettingTable.IAM_USER ? SettingTable.IAM_PASSWORD
                        : SettingTable.SECRET_KEY).keyOf(owner);
    }

    /** The credentials under an owner's keys, or null when they are incomplete, which is a fault. */
    private Credentials read(String owner) {
        if (isAnyFound(IAM, owner)) {
            boolean whole =
                    requireAll(IAM, owner,
                            (owner == null ? "dcs." : "dcs.source." + owner + ".") + "iam.* go together");
            URI address = iam.require("IAM gives the token for dcs.iam.user");
            return whole && address != null ? password(owner, address) : null;
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

    private Credentials password(String owner, URI address) {
        return new Credentials.Password(address, values.read(SettingTable.IAM_USER, owner),
                values.read(SettingTable.IAM_PASSWORD, owner),
                values.read(SettingTable.IAM_DOMAIN, owner));
    }

    private Credentials keyPair(String owner) {
        return new Credentials.KeyPair(values.read(SettingTable.ACCESS_KEY, owner),
                values.read(SettingTable.SECRET_KEY, owner), values.read(SettingTable.SECURITY_TOKEN, owner));
    }
}
