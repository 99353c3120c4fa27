package io.github.dcssync.settings;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** The file in which the vendor's SDKs look for keys. */
final class ProfileLink implements CredentialLink {

    private static final String VARIABLE = "HUAWEICLOUD_SDK_CREDENTIALS_FILE";
    private static final String USUAL = ".huaweicloud/credentials";
    private static final String SECTION = "basic";
    private static final KeyNames KEYS = new KeyNames("ak", "sk", "security_token");
    private static final IdTokenNames ID_TOKEN = new IdTokenNames("idp_id", "id_token_file", "iam_endpoint");
    private static final String PROJECT_ID = "project_id";
    private static final Pattern HEADER = Pattern.compile("\\[([^\\]]*)]\\s*");
    private static final Pattern ENTRY = Pattern.compile("([^=\\s]+)\\s*=\\s*(\\S.*)");

    private final Variables variables;
    private final Values values;
    private final IamAddress iam;

    /** @param values hear of a file that everybody may read */
    ProfileLink(Variables variables, Values values, IamAddress iam) {
        this.iam = iam;
        this.variables = variables;
        this.values = values;
    }

    @Override
    public CredentialLook look() {
        Path named = variables.file(VARIABLE);
        Path file = named == null ? variables.ofUser(USUAL) : named;
        if (file == null) {
            return CredentialLook.nothing("the profile file", "neither " + VARIABLE + " nor HOME is set");
        }
        if (named == null && !Files.exists(file)) {
            return CredentialLook.nothing("the profile file", file + " does not exist");
        }
        return look(file);
    }

    private CredentialLook look(Path file) {
        String place = "the profile file " + file;
        Map<String, String> section = section(ValueFile.read(file.getRoot(), file.toString()));
        if (section == null) {
            return CredentialLook.nothing(place, "it has no section [" + SECTION + "]");
        }
        try {
            Credentials pair = KEYS.read(section::get);
            Credentials found = pair != null ? pair : ID_TOKEN.read(section::get, iam);
            if (found == null) {
                return CredentialLook.nothing(place, "its section [" + SECTION + "] has no ak and sk");
            }
            values.noteIfOpen(file, "sk");
            return new CredentialLook(place, found, KeyNames.projectId(PROJECT_ID, section::get), true);
        } catch (SettingType.RefusedValue refusal) {
            throw new SettingType.RefusedValue(file + ", [" + SECTION + "]: " + refusal.getMessage());
        }
    }

    /** What the section says, of a key that is there twice the last; null when there is no such section. */
    private static @Nullable Map<String, String> section(String text) {
        Map<String, String> entries = null;
        boolean within = false;
        for (String line : text.lines().map(String::strip).toList()) {
            Matcher header = HEADER.matcher(line);
            Matcher entry = ENTRY.matcher(line);
            if (header.matches()) {
                within = header.group(1).equals(SECTION);
                entries = within && entries == null ? new HashMap<>() : entries;
            } else if (within && entries != null && entry.matches()) {
                entries.put(entry.group(1), entry.group(2));
            }
        }
        return entries;
    }
}
