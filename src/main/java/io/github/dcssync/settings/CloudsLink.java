package io.github.dcssync.settings;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.fasterxml.jackson.dataformat.yaml.YAMLMapper;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.function.Function;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * Credentials as OpenStack's tools have them: variables, or a cloud in a file {@code clouds.yaml}. They count only where they
 * are for this source's IAM: whoever works with several clouds has others' there.
 */
final class CloudsLink implements CredentialLink {

    private static final String CLOUD = "OS_CLOUD";
    private static final String REGION = "OS_REGION_NAME";
    private static final String REGION_OF_FILE = "region_name";
    private static final List<String> FOLDERS = List.of("/etc/openstack");
    private static final YAMLMapper YAML = YAMLMapper.builder().build();

    private static final LoginNames OF_VARIABLES = new LoginNames("OS_AUTH_URL",
            new KeyNames(List.of("OS_ACCESS_KEY", "OS_ACCESS_KEY_ID", "OS_AK"),
                    List.of("OS_SECRET_KEY", "OS_ACCESS_KEY_SECRET", "OS_SK"),
                    List.of("OS_SECURITY_TOKEN", "OS_AKSK_SECURITY_TOKEN", "OS_ST")),
            List.of("OS_TOKEN", "OS_AUTH_TOKEN"), "OS_USERNAME", "OS_PASSWORD",
            List.of("OS_USER_DOMAIN_NAME", "OS_DOMAIN_NAME"), "OS_PROJECT_ID");
    private static final LoginNames OF_FILE = new LoginNames("auth_url",
            new KeyNames(List.of("ak", "access_key"), List.of("sk", "secret_key"), List.of("security_token")),
            List.of("token"), "username", "password", List.of("user_domain_name", "domain_name"), "project_id");

    /** Under which names things stand in one place. */
    private record LoginNames(String authUrl, KeyNames keys, List<String> token, String user, String password,
            List<String> domain, String projectId) {
    }

    private final Variables variables;
    private final Values values;
    private final IamAddress iam;

    /** @param values hear of a file that everybody may read */
    CloudsLink(Variables variables, Values values, IamAddress iam) {
        this.variables = variables;
        this.values = values;
        this.iam = iam;
    }

    @Override
    public CredentialLook look() {
        String cloud = variables.get(CLOUD);
        if (cloud == null && variables.get(OF_VARIABLES.authUrl()) != null) {
            return look("OS_*", OF_VARIABLES, variables::get, false);
        }
        Path file = file("OS_CLIENT_CONFIG_FILE", "clouds");
        if (file == null) {
            if (cloud != null) {
                throw new SettingType.RefusedValue(CLOUD + " names the cloud '" + cloud
                        + "', and there is no clouds.yaml: create it, or name it in OS_CLIENT_CONFIG_FILE");
            }
            return CredentialLook.nothing("OS_* and clouds.yaml",
                    "OS_AUTH_URL and OS_CLOUD are not set, and there is no clouds.yaml");
        }
        return look(file, cloud);
    }

    @Override
    public @Nullable RegionBeside region() {
        String cloud = variables.get(CLOUD);
        String region = variables.get(REGION);
        if (region != null) {
            return new RegionBeside(region, "environment " + REGION);
        }
        if (cloud == null && variables.get(OF_VARIABLES.authUrl()) != null) {
            return null;
        }
        try {
            Path file = file("OS_CLIENT_CONFIG_FILE", "clouds");
            ObjectNode clouds = file == null ? YAML.createObjectNode() : clouds(file);
            String chosen = chosen(clouds, cloud);
            String name = chosen != null && clouds.get(chosen) instanceof ObjectNode entry
                    ? value(entry, REGION_OF_FILE) : null;
            return name == null ? null
                    : new RegionBeside(name, REGION_OF_FILE + " of the cloud '" + chosen + "' of " + file);
        } catch (SettingType.RefusedValue said) {
            // When the credentials are looked for there.
            return null;
        }
    }

    private static @Nullable String chosen(ObjectNode clouds, @Nullable String named) {
        return named != null ? named : clouds.size() == 1 ? clouds.fieldNames().next() : null;
    }

    private CredentialLook look(Path file, @Nullable String named) {
        ObjectNode clouds = clouds(file);
        String cloud = chosen(clouds, named);
        if (cloud == null) {
            return CredentialLook.nothing(file.toString(), "OS_CLOUD does not say which of its clouds");
        }
        if (!(clouds.get(cloud) instanceof ObjectNode entry)) {
            throw new SettingType.RefusedValue(
                    CLOUD + " names the cloud '" + cloud + "', which " + file + " does not have");
        }
        Path secure = file("OS_CLIENT_SECURE_FILE", "secure");
        ObjectNode secrets = secure != null && clouds(secure).get(cloud) instanceof ObjectNode own ? own : null;
        Stream.of(file, secure).filter(Objects::nonNull).forEach(each -> values.noteIfOpen(each, "a login"));
        return look("the cloud '" + cloud + "' of " + file, OF_FILE, name -> {
            String value = secrets == null ? null : value(secrets, name);
            return value == null ? value(entry, name) : value;
        }, true);
    }

    /** What stands in {@code auth}, or beside it. */
    private static @Nullable String value(ObjectNode entry, String name) {
        JsonNode value = entry.path("auth").path(name);
        String text = (value.isMissingNode() ? entry.path(name) : value).asText("");
        return text.isBlank() || text.equals("null") ? null : text;
    }

    private static ObjectNode clouds(Path file) {
        try {
            JsonNode root = YAML.readTree(ValueFile.read(file.getRoot(), file.toString()));
            return root.get("clouds") instanceof ObjectNode clouds ? clouds : YAML.createObjectNode();
        } catch (JsonProcessingException e) {
            throw new SettingType.RefusedValue(file + " is no YAML, in line "
                    + (e.getLocation() == null ? "?" : e.getLocation().getLineNr()) + ": correct it");
        }
    }

    /** The file that a variable names, else the first that there is. */
    private @Nullable Path file(String variable, String name) {
        Path named = variables.file(variable);
        if (named != null) {
            return named;
        }
        List<Path> folders = new ArrayList<>(List.of(Path.of("").toAbsolutePath()));
        String config = variables.get("XDG_CONFIG_HOME");
        Path ofUser = config == null ? variables.ofUser(".config/openstack") : Path.of(config).resolve("openstack");
        if (ofUser != null) {
            folders.add(ofUser);
        }
        FOLDERS.forEach(folder -> folders.add(Path.of(folder)));
        return folders.stream()
                .flatMap(folder -> Stream.of(folder.resolve(name + ".yaml"), folder.resolve(name + ".yml")))
                .filter(Files::isRegularFile).findFirst().orElse(null);
    }

    private CredentialLook look(String place, LoginNames names, Function<String, @Nullable String> given,
            boolean inFiles) {
        String authUrl = given.apply(names.authUrl());
        if (authUrl == null) {
            return CredentialLook.nothing(place, "without " + names.authUrl());
        }
        if (!isOurs(authUrl)) {
            return CredentialLook.nothing(place, names.authUrl() + " is not of this source's IAM, " + iam.shown());
        }
        try {
            Credentials found = credentials(names, given, authUrl);
            return found == null ? CredentialLook.nothing(place, "neither keys nor a token nor a user")
                    : new CredentialLook(place, found, KeyNames.projectId(names.projectId(), given), inFiles);
        } catch (SettingType.RefusedValue refusal) {
            throw new SettingType.RefusedValue(inFiles ? place + ": " + refusal.getMessage() : refusal.getMessage());
        }
    }

    private boolean isOurs(String authUrl) {
        try {
            return iam.isOurs(URI.create(authUrl.strip()));
        } catch (IllegalArgumentException noAddress) {
            return false;
        }
    }

    private @Nullable Credentials credentials(LoginNames names, Function<String, @Nullable String> given,
            String authUrl) {
        Credentials pair = names.keys().read(given);
        if (pair != null) {
            return pair;
        }
        String token = first(names.token(), given);
        if (token != null) {
            return new Credentials.GivenToken(KeyNames.typed(SettingTable.SECURITY_TOKEN, names.token().get(0), token));
        }
        String user = given.apply(names.user());
        String password = given.apply(names.password());
        if (user == null && password == null) {
            return null;
        }
        String set = user != null ? names.user() : names.password();
        KeyNames.requireBeside(set, names.user(), user);
        KeyNames.requireBeside(set, names.password(), password);
        String domain = first(names.domain(), given);
        KeyNames.requireBeside(names.user(), names.domain().get(0), domain);
        URI address = KeyNames.typed(SettingTable.IAM_ENDPOINT, names.authUrl(), authUrl.strip());
        requireEncrypted(names.authUrl(), address);
        return new Credentials.Password(address, KeyNames.typed(SettingTable.IAM_USER, names.user(), user),
                KeyNames.typed(SettingTable.IAM_PASSWORD, names.password(), password),
                KeyNames.typed(SettingTable.IAM_DOMAIN, names.domain().get(0), domain));
    }

    private void requireEncrypted(String name, URI address) {
        if (address.getScheme().equals("http") && !Hosts.isLoopback(address.getHost())
                && !Boolean.TRUE.equals(values.read(SettingTable.ALLOW_INSECURE_HTTP))) {
            throw new SettingType.RefusedValue(name + " is plain http: give an https address, or set"
                    + " dcs.allow-insecure-http=true to send the password in clear");
        }
    }

    private static @Nullable String first(List<String> names, Function<String, @Nullable String> given) {
        return names.stream().map(given).filter(Objects::nonNull).findFirst().orElse(null);
    }
}
