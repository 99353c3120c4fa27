package io.github.dcssync.settings;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import com.huaweicloud.sdk.core.region.Region;
import com.huaweicloud.sdk.dcs.v2.region.DcsRegion;
import io.github.dcssync.table.TableException;
import java.io.IOException;
import java.lang.reflect.Field;
import java.lang.reflect.Modifier;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The table of regions, beside what the vendor's own client knows. */
class RegionsTest {

    private static final Regions SHIPPED = Regions.load(Path.of(Regions.FILE));

    @TempDir
    Path folder;

    @Test
    void hasEachRegionOfTheVendorsClientWhereThatAsksDcs() throws Exception {
        Map<String, URI> vendors = new TreeMap<>();
        for (Field field : DcsRegion.class.getFields()) {
            if (Modifier.isStatic(field.getModifiers()) && field.get(null) instanceof Region region) {
                vendors.put(region.getId(), URI.create(region.getEndpoints().get(0)));
            }
        }
        assertThat(vendors).hasSizeGreaterThan(20).allSatisfy((region, endpoint) -> assertThat(SHIPPED.find(region))
                .hasValueSatisfying(known -> assertThat(known.dcs()).isEqualTo(endpoint)));
        assertThat(SHIPPED.names()).containsAll(vendors.keySet()).hasSize(vendors.size() + 2);
    }

    @ParameterizedTest
    @CsvSource({"eu-de,otc.t-systems.com", "eu-nl,otc.t-systems.com", "ap-southeast-3,myhuaweicloud.com"})
    void hasIamBesideDcs(String region, String domain) {
        assertThat(SHIPPED.find(region)).contains(new io.github.dcssync.settings.Region(region,
                URI.create("https://dcs." + region + "." + domain),
                URI.create("https://iam." + region + "." + domain)));
    }

    @Test
    void knowsTheEuropeanSitesOwnIam() {
        assertThat(SHIPPED.find("eu-west-101").orElseThrow().iam())
                .isEqualTo(URI.create("https://iam.eu-west-101.myhuaweicloud.eu"));
    }

    @Test
    void findsARegionByWhereItsDcsAnswers() {
        assertThat(SHIPPED.at(URI.create("https://dcs.eu-nl.otc.t-systems.com")))
                .hasValueSatisfying(region -> assertThat(region.name()).isEqualTo("eu-nl"));
        assertThat(SHIPPED.at(URI.create("https://dcs.example.com"))).isEmpty();
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', value = {
        "{region: x, dcs: 'https://a', iam: 'https://b', ecs: c}|the key 'ecs' is not known",
        "{region: x, dcs: 'https://a'}|'iam' has to be there",
        "{region: X 1, dcs: 'https://a', iam: 'https://b'}|a region is named as eu-de is",
        "{region: x, dcs: 'https://a/v2', iam: 'https://b'}|'dcs' is 'https://a/v2': give an address without path",
        "{region: x, dcs: 'https://a', iam: 'http://iam.example.com'}|'iam' is plain http: give an https address"})
    void refusesAnEntryThatIsWrong(String entry, String reason) throws IOException {
        assertThat(faults("- " + entry)).contains(reason);
    }

    @Test
    void refusesARegionThatStandsThereTwice() throws IOException {
        assertThat(faults("- {region: x, dcs: 'https://a', iam: 'https://b'}\n".repeat(2)))
                .contains("line 2, region 'x': this region has an entry already");
    }

    private String faults(String yaml) throws IOException {
        Path file = Files.writeString(folder.resolve("regions.yaml"), yaml);
        return String.valueOf(catchThrowableOfType(TableException.class, () -> Regions.load(file)).getMessage());
    }
}
