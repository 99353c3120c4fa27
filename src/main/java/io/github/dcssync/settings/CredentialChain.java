package io.github.dcssync.settings;

import io.github.dcssync.secret.Secrets;
import java.net.URI;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.function.Supplier;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;

/**
 * Looks for a source's credentials in one place after the other, and takes the first it finds. Half of a pair ends the
 * search: which other half is meant, nobody can know.
 */
final class CredentialChain {

    /** Where is looked. */
    enum Kind {
        /** In all places below but the last, in this order. */
        AUTO,
        /** The settings, and the variables that are their defaults. */
        SETTINGS,
        /** The variables of the vendor's SDKs and Terraform provider. */
        ENVIRONMENT,
        /** OpenStack's variables or file. */
        CLOUDS,
        /** The file of the vendor's SDKs. */
        PROFILE,
        /** The metadata service of a cloud server, which is asked only when it is named. */
        METADATA;

        String word() {
            return name().toLowerCase(Locale.ROOT);
        }
    }

    /**
     * What the search came to.
     *
     * @param credentials null where none were found, which is a fault
     * @param choice      how they were found
     * @param projectId   of the project that stood beside them, or null
     */
    record Chosen(@Nullable Credentials credentials, CredentialChoice choice, @Nullable String projectId) {

        private static final Chosen NONE = new Chosen(null, CredentialChoice.GIVEN, null);
    }

    /** A place to look in, and the word by which it can be chosen. */
    private record Candidate(Kind kind, CredentialLink link) {
    }

    private final Values values;
    private final Variables variables;
    private final Violations faults;
    private final Secrets secrets;

    /** @param secrets learn what is found, now and when it is looked at again */
    CredentialChain(Values values, Variables variables, Violations faults, Secrets secrets) {
        this.values = values;
        this.variables = variables;
        this.faults = faults;
        this.secrets = secrets;
    }

    /**
     * The credentials of a source (plain: null). What is wrong is a fault.
     *
     * @param iam where the source's IAM answers
     */
    Chosen choose(String source, IamAddress iam) {
        Kind kind = values.read(SettingTable.CREDENTIALS, owner(source));
        if (kind == null) {
            return Chosen.NONE;
        }
        if (kind == Kind.METADATA) {
            URI endpoint = values.read(SettingTable.METADATA_ENDPOINT,
                    values.isGiven(SettingTable.METADATA_ENDPOINT, source) ? source : null);
            return endpoint == null ? Chosen.NONE : assumed(source, iam, new Chosen(new Credentials.Metadata(endpoint),
                    new CredentialChoice("metadata: " + endpoint, false, List.of(), null), null));
        }
        // A region that stands beside credentials is the source's when they are taken, unless the settings say where it is.
        boolean isPlaced = isGiven(SettingTable.ENDPOINT, source) || isGiven(SettingTable.REGION, source);
        List<String> passedOver = new ArrayList<>();
        for (Candidate candidate : candidates(source, iam)) {
            if (kind != Kind.AUTO && kind != candidate.kind()) {
                continue;
            }
            CredentialLink.RegionBeside region = isPlaced ? null : candidate.link().region();
            if (region != null) {
                values.supply(SettingTable.REGION, source, region.name(), region.place());
            }
            CredentialLink.CredentialLook look;
            try {
                look = candidate.link().look();
            } catch (SettingType.RefusedValue refusal) {
                faults.add("credentials (" + SettingTable.CREDENTIALS.keyOf(owner(source)) + "=" + kind.word() + "): "
                        + refusal.getMessage());
                return Chosen.NONE;
            }
            if (look == CredentialLink.CredentialLook.AT_FAULT) {
                return Chosen.NONE;
            }
            if (look.credentials() != null) {
                return assumed(source, iam, chosen(look, candidate, passedOver));
            }
            passedOver.add(look.place());
            if (region != null) {
                values.withdraw(SettingTable.REGION, source);
            }
        }
        missing(source, kind, passedOver);
        return Chosen.NONE;
    }

    private boolean isGiven(Setting<?> setting, String source) {
        return values.find(setting, values.owner(setting, source)) != null;
    }

    private List<Candidate> candidates(String source, IamAddress iam) {
        return List.of(new Candidate(Kind.SETTINGS, new CredentialsReader(values, faults, source, iam)),
                new Candidate(Kind.ENVIRONMENT, VariablesLink.ofSdk(variables, iam)),
                new Candidate(Kind.ENVIRONMENT, VariablesLink.ofTerraform(variables, iam)),
                new Candidate(Kind.CLOUDS, new CloudsLink(variables, values, iam)),
                new Candidate(Kind.PROFILE, new ProfileLink(variables, values, iam)));
    }

    /** With an agency, whoever was found assumes it. */
    private Chosen assumed(String source, IamAddress iam, Chosen found) {
        String owner = source != null && (values.isGiven(SettingTable.AGENCY_NAME, source)
                || values.isGiven(SettingTable.AGENCY_DOMAIN, source)) ? source : null;
        String name = values.read(SettingTable.AGENCY_NAME, owner);
        String domain = values.read(SettingTable.AGENCY_DOMAIN, owner);
        if (found.credentials() == null || name == null && domain == null) {
            return found;
        }
        if (name == null || domain == null) {
            Setting<?> missing = name == null ? SettingTable.AGENCY_NAME : SettingTable.AGENCY_DOMAIN;
            faults.missing(missing.keyOf(owner), "dcs.agency.name and dcs.agency.domain go together; set both, or"
                    + " neither");
            return Chosen.NONE;
        }
        URI address = iam.require("the agency is assumed there");
        if (address == null) {
            return Chosen.NONE;
        }
        UnaryOperator<Credentials> assume = by -> new Credentials.Agency(by, address, name, domain);
        CredentialChoice choice = found.choice();
        Supplier<Credentials> again = choice.again();
        return new Chosen(assume.apply(found.credentials()), new CredentialChoice(choice.found(), choice.isSettings(),
                choice.passedOver(), again == null ? null : () -> assume.apply(again.get())), found.projectId());
    }

    /** Whose choice of places counts. */
    private @Nullable String owner(String source) {
        return source != null && values.isGiven(SettingTable.CREDENTIALS, source) ? source : null;
    }

    private Chosen chosen(CredentialLink.CredentialLook look, Candidate candidate, List<String> passedOver) {
        Credentials credentials = look.credentials();
        credentials.addTo(secrets);
        Fresh<Credentials> again = look.inFiles()
                ? Fresh.of("The credentials of " + look.place(), credentials,
                        () -> reread(candidate.link(), look.place()))
                : null;
        CredentialChoice choice = new CredentialChoice(candidate.kind().word() + ": " + look.place(),
                candidate.kind() == Kind.SETTINGS, List.copyOf(passedOver), again);
        return new Chosen(credentials, choice, look.projectId());
    }

    private Credentials reread(CredentialLink link, String place) {
        Credentials credentials = link.lookAgain().credentials();
        if (credentials == null) {
            throw new SettingType.RefusedValue(place + " has none any more");
        }
        credentials.addTo(secrets);
        return credentials;
    }

    private void missing(String source, Kind kind, List<String> passedOver) {
        String looked = String.join(", ", passedOver);
        if (kind == Kind.AUTO) {
            faults.missing(SettingTable.ACCESS_KEY.key(), "no credentials: set CLOUD_SDK_AK and CLOUD_SDK_SK,"
                    + " or dcs.access-key and dcs.secret-key, or dcs.iam.user, .password and .domain;"
                    + " there are none in " + looked + " either");
        } else {
            faults.wrong(SettingTable.CREDENTIALS, SettingTable.CREDENTIALS.keyOf(owner(source)),
                    values.find(SettingTable.CREDENTIALS, owner(source)), "there are no credentials in " + looked
                            + "; put them there, or name another place");
        }
    }
}
