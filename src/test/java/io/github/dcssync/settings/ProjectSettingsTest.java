package io.github.dcssync.settings;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.dcssync.testkit.Operator;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** A region instead of addresses, and projects by their names. */
class ProjectSettingsTest {

    private static final URI DCS = URI.create("https://dcs.eu-de.otc.t-systems.com");
    private static final URI IAM = URI.create("https://iam.eu-de.otc.t-systems.com");

    @TempDir
    Path home;

    private Operator operator;

    @BeforeEach
    void haveTheTableOfRegions() throws Exception {
        operator = Operator.at(home).regions().variable("CLOUD_SDK_AK", "AKEXAMPLE").variable("CLOUD_SDK_SK", "sk");
    }

    @Test
    void findTheServicesOfTheRegion() {
        Source source = only(operator.line("dcs.region=EU-DE").line("dcs.project=eu-de_payments"));

        assertThat(source.endpoint()).isEqualTo(DCS);
        assertThat(source.projectId()).isNull();
        assertThat(source.search())
                .isEqualTo(new ProjectSearch(IAM, "dcs.region", "eu-de", "eu-de_payments", List.of(), List.of()));
    }

    @Test
    void preferAddressesThatAreGiven() {
        Source source = only(operator.line("dcs.region=eu-de").line("dcs.projects=*")
                .line("dcs.endpoint=https://dcs.example.com").line("dcs.iam.endpoint=https://iam.example.com/v3"));

        assertThat(source.endpoint()).isEqualTo(URI.create("https://dcs.example.com"));
        assertThat(source.search()).extracting(ProjectSearch::iam, ProjectSearch::iamKey, ProjectSearch::region)
                .containsExactly(URI.create("https://iam.example.com"), "dcs.iam.endpoint", "eu-de");
    }

    @Test
    void knowARegionByTheAddressOfItsDcs() {
        Source source = only(operator.line("dcs.endpoint=" + DCS).line("dcs.projects=eu-de_*"));

        assertThat(source.search()).extracting(ProjectSearch::iam, ProjectSearch::region)
                .containsExactly(IAM, "eu-de");
    }

    @Test
    void haveTokensOfTheRegionsIam() {
        Source source = only(operator.line("dcs.region=eu-de").line("dcs.project-id=" + Operator.PROJECT)
                .line("dcs.iam.user=reader").line("dcs.iam.password=pw").line("dcs.iam.domain=OTC-1"));

        assertThat(source.credentials()).isEqualTo(new Credentials.Password(IAM, "reader", "pw", "OTC-1"));
    }

    @Test
    void takeAnIamAddressForNoLogin() {
        Source source = only(operator.line("dcs.endpoint=https://dcs.example.com").line("dcs.project-id="
                + Operator.PROJECT).line("dcs.iam.endpoint=https://iam.example.com"));

        assertThat(source.credentials()).isInstanceOf(Credentials.KeyPair.class);
    }

    @Test
    void letAnOperatorsTableKnowMoreRegions() throws Exception {
        Files.writeString(Files.createDirectories(home.resolve("mine/config")).resolve("regions.yaml"),
                "- {region: xy-1, dcs: 'https://dcs.xy', iam: 'https://iam.xy'}");

        Source source = only(operator.variable("DCS_OVERLAY", "mine").line("dcs.region=xy-1").line("dcs.projects=*"));

        assertThat(source.endpoint()).isEqualTo(URI.create("https://dcs.xy"));
    }

    @Test
    void sayWhichRegionsThereAre() {
        assertThat(operator.line("dcs.region=eu-ed").line("dcs.projects=*").faults()).singleElement().asString()
                .startsWith("dcs.region=eu-ed (config/application.properties:1): did you mean eu-de? known are eu-de,"
                        + " eu-nl, ")
                .endsWith("; add it to config/regions.yaml, or give dcs.endpoint and dcs.iam.endpoint");
    }

    @Test
    void sayWhatIsWrongWithTheTable() throws Exception {
        Files.writeString(home.resolve("config/regions.yaml"), "- region: eu-de");

        assertThat(operator.line("dcs.region=eu-de").line("dcs.project-id=" + Operator.PROJECT).faults())
                .anySatisfy(line -> assertThat(line).contains("region 'eu-de': 'dcs' has to be there"));
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', value = {
        "dcs.project=a;dcs.project-id=0123456789abcdef0123456789abcdef|dcs.project-id and dcs.project are set",
        "dcs.project=a;dcs.projects=*|dcs.project and dcs.projects are set",
        "dcs.project=a;dcs.projects.exclude=b|dcs.projects is not set: dcs.projects.exclude goes with it",
        "dcs.projects=*;dcs.instances=id-1|dcs.instances=id-1 (config/application.properties:3): dcs.projects has many"})
    void sayWhatContradictsItself(String lines, String fault) {
        operator.line("dcs.region=eu-de");
        List.of(lines.split(";")).forEach(operator::line);

        assertThat(operator.faults()).singleElement().asString().startsWith(fault);
    }

    @Test
    void sayThatNobodyKnowsWhereIamIs() {
        assertThat(operator.line("dcs.endpoint=https://dcs.example.com").line("dcs.projects=*").faults())
                .singleElement().asString().startsWith("dcs.iam.endpoint is not set: dcs.projects is asked of IAM;");
    }

    @Test
    void letWhatASourceSaysItselfCount() {
        Settings settings = operator.line("dcs.sources=all,one").line("dcs.region=eu-de").line("dcs.projects=*")
                .line("dcs.source.one.project=eu-de_one").line("dcs.source.all.projects.exclude=*_test").load();

        assertThat(settings.sources()).extracting(Source::name).containsExactly("all", "one");
        assertThat(settings.sources()).extracting(source -> source.search().name()).containsExactly(null, "eu-de_one");
        assertThat(settings.sources().get(0).search().exclude()).containsExactly(new NamePattern("*_test"));
    }

    @Test
    void setTheWholeAccountBesideSourcesThatNameTheirProjects() {
        Settings settings = operator.line("dcs.region=eu-de").line("dcs.projects=*")
                .line("dcs.source.one.project-id=" + Operator.PROJECT).load();

        assertThat(settings.sources()).extracting(Source::name).containsExactly("one", "default");
        assertThat(settings.sources().get(1).search().isOfMany()).isTrue();
    }

    @ParameterizedTest
    @CsvSource({"eu-de,true", "eu-de_payments,true", "eu-nl_payments,false", "eu-design,false", "MOS,false"})
    void takeProjectsOfTheRegionAlone(String name, boolean isCovered) {
        ProjectSearch search = only(operator.line("dcs.region=eu-de").line("dcs.projects=*")).search();

        assertThat(search.covers(name)).isEqualTo(isCovered);
    }

    private static Source only(Operator operator) {
        List<Source> sources = operator.load().sources();
        assertThat(sources).hasSize(1);
        return sources.get(0);
    }
}
