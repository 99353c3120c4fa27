package io.github.dcssync.settings;

import java.net.URI;
import java.nio.file.Path;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * Under which names a login with a token of an identity provider stands in one place.
 *
 * @param idpId       what IAM calls the provider
 * @param file        of the provider's token
 * @param iamEndpoint where the vendor's SDKs ask IAM
 */
record IdTokenNames(String idpId, String file, String iamEndpoint) {

    String shown() {
        return idpId + " and " + file;
    }

    /**
     * @param place what stands under a name, or null
     * @param iam   asked where the settings name its address; what the place names counts only where they do not
     * @return the login; null where there is nothing of it
     * @throws SettingType.RefusedValue when there is half of it, or nobody knows where IAM answers
     */
    Credentials.@Nullable IdToken read(Function<String, @Nullable String> place, IamAddress iam) {
        String provider = place.apply(idpId);
        String path = place.apply(file);
        if (provider == null && path == null) {
            return null;
        }
        String given = provider != null ? idpId : file;
        KeyNames.requireBeside(given, idpId, provider);
        KeyNames.requireBeside(given, file, path);
        String beside = place.apply(iamEndpoint);
        URI address = iam.find().orElseGet(
                () -> beside == null ? null : KeyNames.typed(SettingTable.IAM_ENDPOINT, iamEndpoint, beside));
        if (address == null) {
            throw new SettingType.RefusedValue(shown() + " are exchanged by IAM: set dcs.iam.endpoint");
        }
        return new Credentials.IdToken(address,
                KeyNames.typed(SettingTable.IAM_USER, idpId, provider), Path.of(path).toAbsolutePath());
    }
}
