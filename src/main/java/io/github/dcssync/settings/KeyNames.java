package io.github.dcssync.settings;

import java.util.List;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * Under which names a key pair stands in one place. The first name is the usual one.
 *
 * @param accessKey     names of the AK
 * @param secretKey     names of the SK
 * @param securityToken names of what goes with temporary keys
 */
record KeyNames(List<String> accessKey, List<String> secretKey, List<String> securityToken) {

    KeyNames(String accessKey, String secretKey, String securityToken) {
        this(List.of(accessKey), List.of(secretKey), List.of(securityToken));
    }

    /** What the place is called when its keys are taken. */
    String shown() {
        return accessKey.get(0) + " and " + secretKey.get(0);
    }

    /**
     * @param place what stands under a name, or null
     * @return the pair; null where there is nothing of it
     * @throws SettingType.RefusedValue when there is half of it, or it cannot be one
     */
    Credentials.@Nullable KeyPair read(Function<String, @Nullable String> place) {
        String access = value(place, accessKey, SettingTable.ACCESS_KEY);
        String secret = value(place, secretKey, SettingTable.SECRET_KEY);
        String token = value(place, securityToken, SettingTable.SECURITY_TOKEN);
        if (access == null && secret == null && token == null) {
            return null;
        }
        String given = access != null ? accessKey.get(0) : secret != null ? secretKey.get(0) : securityToken.get(0);
        requireBeside(given, accessKey.get(0), access);
        requireBeside(given, secretKey.get(0), secret);
        return new Credentials.KeyPair(access, secret, token);
    }

    /**
     * @param given what is there
     * @param name  what has to be beside it
     * @param value what is under that name
     * @throws SettingType.RefusedValue when nothing is
     */
    static void requireBeside(String given, String name, @Nullable String value) {
        if (value == null) {
            throw new SettingType.RefusedValue(given + " is set and " + name + " is not: set both, or neither");
        }
    }

    private static @Nullable String value(Function<String, @Nullable String> place, List<String> names,
            Setting<String> setting) {
        for (String name : names) {
            String text = place.apply(name);
            if (text != null) {
                return typed(setting, name, text);
            }
        }
        return null;
    }

    /**
     * @param name  of the project that stands beside the credentials
     * @param place what stands under a name, or null
     * @return its id; null where there is none
     * @throws SettingType.RefusedValue when it cannot be one
     */
    static @Nullable String projectId(String name, Function<String, @Nullable String> place) {
        String text = place.apply(name);
        return text == null ? null : typed(SettingTable.PROJECT_ID, name, text);
    }

    /** The text as the setting of the same meaning takes it; a refusal names where it stands. */
    static <T> T typed(Setting<T> setting, String name, String text) {
        try {
            return setting.type().read(text);
        } catch (SettingType.RefusedValue refusal) {
            throw new SettingType.RefusedValue(name + " is no " + setting.description() + ": " + refusal.getMessage());
        }
    }
}
