package io.github.dcssync.settings;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import io.github.dcssync.testkit.Operator;
import java.nio.file.Path;
import java.time.Instant;
import java.time.ZoneId;
import java.util.List;
import java.util.Locale;
import java.util.TimeZone;
import org.apache.camel.main.Main;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Settings each of which is right, and which together are not. */
class ContradictionsTest {

    private static final String OTHER_PROJECT = "f".repeat(32);

    @TempDir
    Path home;

    private Operator operator;

    @BeforeEach
    void setWhatCannotBeLeftOut() {
        operator = Operator.ready(home);
    }

    @ParameterizedTest
    @ValueSource(strings = {"https://DCS.example.com:443", "https://dcs.example.com.", "https://dcs.Example.com.:443/"})
    void refusesOneProjectThatTwoSourcesReadAllOf(String endpoint) {
        operator.line("dcs.sources=north,south").line("dcs.source.south.endpoint=" + endpoint);

        assertThat(operator.faults()).singleElement().asString().startsWith("sources north and south read the same"
                + " project " + Operator.PROJECT + ", all of it: take one of them out");
    }

    @Test
    void comparesProjectsWithoutRegardToCase() {
        operator.line("dcs.sources=north,south")
                .line("dcs.source.south.project-id=" + Operator.PROJECT.toUpperCase(Locale.ROOT));

        assertThat(operator.faults()).singleElement().asString().contains("north and south");
    }

    @Test
    void refusesAnInstanceThatTwoSourcesOfOneProjectName() {
        operator.line("dcs.source.north.instances=id-1,id-2").line("dcs.source.south.instances=id-2,id-3");

        assertThat(operator.faults()).singleElement().asString()
                .contains("north and south", "both name id-2:").doesNotContain("id-1", "id-3");
    }

    @ParameterizedTest
    @CsvSource({"instances=id-1,instances=id-2", "instances=id-1,shards=1", "shards=1,instances.include=a-*",
        "instances.exclude=a-*,shards=1", "instances.include=a-*,instances.include=b-*"})
    void warnsOfOneProjectInTwoSourcesThatMayDifferInWhatTheySelect(String north, String south) {
        operator.line("dcs.source.north." + north).line("dcs.source.south." + south);

        assertThat(operator.load().warnings()).singleElement().asString().contains("sources north and south",
                Operator.PROJECT, "belongs to north, which comes first");
    }

    @Test
    void findsNothingWrongWithTwoProjects() {
        operator.line("dcs.sources=north,south").line("dcs.source.south.project-id=" + OTHER_PROJECT);

        assertThat(operator.load().warnings()).isEmpty();
    }

    @Test
    void warnsOfOneNumberAtTwoServicesWhichMayBeOne() {
        operator.line("dcs.sources=north,west").line("dcs.source.west.endpoint=https://dcs.west.example.com");

        assertThat(operator.load().warnings()).singleElement().asString()
                .startsWith("sources north and west read a project"
                        + " of the same id " + Operator.PROJECT + " from two services (dcs.example.com:443,"
                        + " dcs.west.example.com:443): if these are two names of one, take one of them out");
    }

    @Test
    void allNamesAreKnownWhicheverSourcesAreSynced() {
        Settings settings = operator.line("dcs.sources=north,west").line("dcs.source.west.project-id=" + OTHER_PROJECT)
                .load();

        assertThat(settings.withSources(settings.sources().subList(0, 1)).sourceNames())
                .containsExactlyInAnyOrder("north", "west");
    }

    @Test
    void anInstanceBelongsToTheFirstSourceThatSelectsItElseToTheFirst() {
        operator.line("dcs.sources=ids,names,rest").line("dcs.source.ids.instances=id-1")
                .line("dcs.source.names.instances.include=p-*").line("dcs.source.rest.instances.exclude=q-*");
        Settings settings = operator.load();
        Ownership ownership = settings.withSources(List.of()).ownership();

        assertThat(settings.sources()).filteredOn(source -> ownership.isOf(source, "id-1", "p-1"))
                .extracting(Source::name).containsExactly("ids");
        assertThat(settings.sources()).filteredOn(source -> ownership.isOf(source, "id-2", "p-2"))
                .extracting(Source::name).containsExactly("names");
        assertThat(settings.sources()).filteredOn(source -> ownership.isOf(source, "id-3", "r-3"))
                .extracting(Source::name).containsExactly("rest");
        assertThat(settings.sources()).filteredOn(source -> ownership.isOf(source, "id-4", "q-4"))
                .extracting(Source::name).containsExactly("ids");
    }

    @Test
    void warnsOfAFreshnessShorterThanTheScheduleKeeps() {
        operator.line("dcs.freshness=10m");

        assertThat(operator.load().warnings()).containsExactly("dcs.freshness is 10m, and dcs.sync.cron leaves up to"
                + " 15m between two syncs: reports will say unknown in between; make it longer than that");
    }

    @Test
    void warnsOfTwoSyncsThatAreFurtherApartThanAnybodyLooksAhead() {
        operator.line("dcs.sync.cron=0 0 3 1 * ?").line("dcs.full-sync.cron=0 0 3 1 * ?").line("dcs.freshness=1h");

        assertThat(operator.load().warnings()).hasSize(1).first().asString().contains("between two syncs");
    }

    @ParameterizedTest
    @CsvSource({"0 0 8-18 ? * MON-FRI, 48h, true", "0 0 8-18 ? * MON-FRI, 72h, false", "0 0/15 * * * ?, 15m, false",
        "0 0 * * * ?, 59m, true", "0 0 12 * * ?, 13h, true", "* * * * * ?, 1s, false",
        "* * 8-18 ? * MON-FRI, 12h, true", "* * 8-18 ? * MON-FRI, 72h, false"})
    void looksForTheLongestTimeWithoutASync(String cron, String freshness, boolean warns) {
        operator.line("dcs.sync.cron=" + cron).line("dcs.full-sync.cron=0 7 18 ? * MON-FRI")
                .line("dcs.freshness=" + freshness);

        assertThat(operator.load().warnings()).hasSize(warns ? 1 : 0);
    }

    @ParameterizedTest
    @ValueSource(strings = {"UTC+01:00", "UT+1", "GMT+1", "+01:00", "+1", "UTC+0100"})
    void meansAnOffsetForTheScheduleToo(String zone) {
        ZoneId read = operator.line("dcs.time-zone=" + zone).load().schedule().timeZone();

        assertThat(TimeZone.getTimeZone(read.getId()).getRawOffset()).isEqualTo(3_600_000);
        assertThat(read.getRules().getOffset(Instant.EPOCH).getTotalSeconds()).isEqualTo(3600);
    }

    @ParameterizedTest
    @ValueSource(strings = {"UTC+01:00:30", "UTC+1x", "ECT", "Mars/Olympus"})
    void refusesAZoneThatQuartzWouldTakeForUtc(String zone) {
        assertThat(operator.line("dcs.time-zone=" + zone).faults()).singleElement().asString()
                .startsWith("dcs.time-zone=" + zone);
    }

    @ParameterizedTest
    @ValueSource(strings = {"UTC", "Z", "GMT", "UTC+00:00", "Europe/Berlin", "Etc/GMT-1", "GMT0"})
    void takesZonesThatQuartzKnows(String zone) {
        assertThat(operator.line("dcs.time-zone=" + zone).faults()).isEmpty();
    }

    @Test
    void warnsOfVariablesThatWouldSetUpHttpTwice() {
        operator.variable("CAMEL_COMPONENT_HTTP_CONNECT_TIMEOUT", "1").variable("CAMEL_COMPONENT_HTTPX", "1");

        assertThat(operator.load().warnings()).containsExactly("the program sets up HTTP itself (dcs.http.*);"
                + " these variables set nothing: CAMEL_COMPONENT_HTTP_CONNECT_TIMEOUT");
    }

    @ParameterizedTest
    @ValueSource(strings = {"camel.component.http.connect-timeout", "camel.component.https.responseTimeout",
        "camel.component.HTTP.so-timeout"})
    void refusesWhatWouldSetUpHttpTwice(String key) {
        assertThat(operator.line(key + "=5000").faults()).singleElement().asString().startsWith(key + "=5000")
                .contains("take it out", "dcs.http.*");
    }

    @ParameterizedTest
    @CsvSource({"camel.nope=1, 'take it out, or see Camel''s manual for its keys'",
        "camel.mian.name=x, did you mean one of camel.main?",
        "camel.componnet.log.x=1, did you mean one of camel.component?"})
    void refusesKeysThatCamelPassesOver(String line, String remedy) {
        assertThat(operator.line(line).faults()).singleElement().asString().startsWith(line + " (")
                .endsWith("Camel knows no such group of keys; " + remedy);
    }

    @Test
    void takesEveryGroupOfKeysThatCamelDescribes() throws Exception {
        JsonNode described = JsonMapper.builder().build().readTree(
                Main.class.getResource("/META-INF/camel-main-configuration-metadata.json"));
        assertThat(described.get("properties")).hasSizeGreaterThan(100)
                .allSatisfy(property -> assertThat(CamelGroups.isKnown(property.get("name").asText()))
                        .as(property.get("name").asText()).isTrue());
        assertThat(operator.line("camel.route-controller.enabled=true").line("camel.component.log.x=1").faults())
                .isEmpty();
    }
}
