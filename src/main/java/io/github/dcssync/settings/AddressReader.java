package io.github.dcssync.settings;

import java.net.URI;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Reads where a source's services answer: what is given for DCS and IAM beats what its region says. */
final class AddressReader {

    private final Values values;
    private final Violations faults;
    private final KnownRegions regions;

    AddressReader(Values values, Violations faults, KnownRegions regions) {
        this.values = values;
        this.faults = faults;
        this.regions = regions;
    }

    /** Where DCS answers; null where nobody says, which is a fault. */
    @Nullable
    URI dcs(String source) {
        String owner = values.owner(SettingTable.ENDPOINT, source);
        if (values.find(SettingTable.ENDPOINT, owner) != null) {
            return values.read(SettingTable.ENDPOINT, owner);
        }
        if (values.find(SettingTable.REGION, values.owner(SettingTable.REGION, source)) != null) {
            return region(source).map(Region::dcs).orElse(null);
        }
        String key = SettingTable.ENDPOINT.keyOf(source);
        faults.missing(key, "set it or " + Setting.variableOf(key)
                + (source == null ? "" : " (or " + SettingTable.ENDPOINT.key() + " for all sources)")
                + ", for example https://dcs.eu-de.otc.t-systems.com, or dcs.region");
        return null;
    }

    /**
     * Where IAM answers; null where nobody says, which is a fault.
     *
     * @param why what it is needed for
     */
    @Nullable
    URI iam(String source, String why) {
        String owner = values.owner(SettingTable.IAM_ENDPOINT, source);
        if (values.find(SettingTable.IAM_ENDPOINT, owner) != null) {
            return values.read(SettingTable.IAM_ENDPOINT, owner);
        }
        if (values.find(SettingTable.REGION, values.owner(SettingTable.REGION, source)) != null) {
            return region(source).map(Region::iam).orElse(null);
        }
        Optional<Region> answering = answering(source);
        if (answering.isEmpty()) {
            String key = SettingTable.IAM_ENDPOINT.keyOf(source);
            faults.missing(key, why + "; set it or " + Setting.variableOf(key)
                    + ", for example https://iam.eu-de.otc.t-systems.com, or dcs.region");
        }
        return answering.map(Region::iam).orElse(null);
    }

    /** Where IAM answers; empty where nobody says. */
    Optional<URI> knownIam(String source) {
        URI given = values.read(SettingTable.IAM_ENDPOINT, values.owner(SettingTable.IAM_ENDPOINT, source));
        return given != null ? Optional.of(given) : known(source).map(Region::iam);
    }

    /** Where DCS answers; empty where nobody says. */
    Optional<URI> knownDcs(String source) {
        URI given = values.read(SettingTable.ENDPOINT, values.owner(SettingTable.ENDPOINT, source));
        return given != null ? Optional.of(given) : known(source).map(Region::dcs);
    }

    private Optional<Region> known(String source) {
        RawValue given = values.find(SettingTable.REGION, values.owner(SettingTable.REGION, source));
        // Whether it is one is said when it is what counts.
        return given == null ? answering(source) : regions.get().find(given.text());
    }

    /** The setting behind where IAM answers, for remedies. */
    String iamKey(String source) {
        String owner = values.owner(SettingTable.IAM_ENDPOINT, source);
        return values.find(SettingTable.IAM_ENDPOINT, owner) != null
                || values.find(SettingTable.REGION, values.owner(SettingTable.REGION, source)) == null
                        ? SettingTable.IAM_ENDPOINT.keyOf(owner)
                        : SettingTable.REGION.keyOf(values.owner(SettingTable.REGION, source));
    }

    /** The region that is given, or that whose DCS is; null where neither says. */
    @Nullable
    String regionName(String source) {
        String given = values.read(SettingTable.REGION, values.owner(SettingTable.REGION, source));
        return given == null ? answering(source).map(Region::name).orElse(null) : given;
    }

    private Optional<Region> answering(String source) {
        URI endpoint = values.read(SettingTable.ENDPOINT, values.owner(SettingTable.ENDPOINT, source));
        return endpoint == null ? Optional.empty() : regions.get().at(endpoint);
    }

    /** The region that is given; one that is not known is a fault. */
    private Optional<Region> region(String source) {
        String owner = values.owner(SettingTable.REGION, source);
        String name = values.read(SettingTable.REGION, owner);
        if (name == null) {
            return Optional.empty();
        }
        Optional<Region> known = regions.get().find(name);
        if (known.isEmpty() && !regions.get().names().isEmpty()) {
            String meant = DidYouMean.to(name, regions.get().names().stream())
                    .map(likely -> "did you mean " + likely + "? ").orElse("");
            faults.wrong(SettingTable.REGION, SettingTable.REGION.keyOf(owner),
                    values.find(SettingTable.REGION, owner), meant + "known are "
                            + String.join(", ", regions.get().names()) + "; add it to " + Regions.FILE
                            + ", or give dcs.endpoint and dcs.iam.endpoint");
        }
        return known;
    }
}
