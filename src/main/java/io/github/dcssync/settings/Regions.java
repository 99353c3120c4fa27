package io.github.dcssync.settings;

import io.github.dcssync.table.TableEntry;
import io.github.dcssync.table.TableException;
import io.github.dcssync.table.TableFile;
import java.net.URI;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;

/** The regions that the operator's table knows: config/regions.yaml. Immutable. */
final class Regions {

    /** The table's place below the program's folder. */
    static final String FILE = "config/regions.yaml";

    private static final List<String> KEYS = List.of("region", "dcs", "iam");
    private static final Pattern NAME = Pattern.compile("[a-z0-9]+(-[a-z0-9]+)*");

    private final Map<String, Region> regions;

    private Regions(Map<String, Region> regions) {
        this.regions = regions;
    }

    /** @return no region at all */
    static Regions none() {
        return new Regions(Map.of());
    }

    /**
     * @throws TableException when the file cannot be read, an entry is wrong or a region stands there twice; with a line for
     *                        each of these
     */
    static Regions load(Path file) {
        TableFile table = new TableFile(file, "region");
        Map<String, Region> regions = new LinkedHashMap<>();
        for (TableEntry entry : table.entries()) {
            entry.allow(KEYS);
            String name = entry.text("region");
            Region region = new Region(name, address(entry, "dcs", Hosts.ENDPOINT),
                    address(entry, "iam", Hosts.IAM_ENDPOINT));
            if (name != null && !NAME.matcher(name).matches()) {
                entry.refuse("a region is named as eu-de is: lower case letters, digits and hyphens");
            } else if (regions.putIfAbsent(name, region) != null) {
                entry.refuse("this region has an entry already; delete one of them");
            }
        }
        table.throwFaults();
        return new Regions(regions);
    }

    private static URI address(TableEntry entry, String key, SettingType<URI> type) {
        String text = entry.text(key);
        if (text == null) {
            return null;
        }
        try {
            URI address = type.read(text);
            if (address.getScheme().equals("http") && !Hosts.isLoopback(address.getHost())) {
                entry.refuse("'" + key + "' is plain http: give an https address");
            }
            return address;
        } catch (SettingType.RefusedValue refusal) {
            entry.refuse("'" + key + "' is '" + text + "': " + refusal.getMessage());
            return null;
        }
    }

    Optional<Region> find(String name) {
        return Optional.ofNullable(regions.get(name));
    }

    /** @return the region whose DCS answers there */
    Optional<Region> at(URI dcs) {
        return regions.values().stream().filter(region -> region.dcs().equals(dcs)).findFirst();
    }

    Set<String> names() {
        return regions.keySet();
    }
}
