package io.github.dcssync.settings;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.dcssync.record.ListKind;
import io.github.dcssync.testkit.Operator;
import java.net.URI;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class SourcesTest {

    @TempDir
    Path home;

    private Operator operator;

    @BeforeEach
    void setWhatCannotBeLeftOut() {
        operator = Operator.ready(home);
    }

    @Test
    void listedNamesComeFirstAndOthersFollowAlphabetically() {
        operator.line("dcs.sources=zulu,Bravo_2").line("dcs.source.november.shards=2")
                .line("dcs.source.zulu.project-id=" + "a".repeat(32))
                .line("dcs.source.bravo-2.project-id=" + "b".repeat(32))
                .variable("DCS_SOURCE_EU_DE_PROJECT_ID", "f".repeat(32));

        assertThat(operator.load().sources()).extracting(Source::name)
                .containsExactly("zulu", "bravo-2", "eu-de", "november");
    }

    @Test
    void theLongestKnownSuffixOfAVariableWins() {
        operator.variable("DCS_SOURCE_A_IAM_ENDPOINT", "https://iam.example.com")
                .variable("DCS_SOURCE_A_IAM_USER", "reader").variable("DCS_SOURCE_A_IAM_PASSWORD", "password-of-a")
                .variable("DCS_SOURCE_A_IAM_DOMAIN", "domain").variable("DCS_SOURCE_A_INSTANCES_INCLUDE", "a-*");

        assertThat(operator.load().sources()).singleElement().satisfies(source -> {
            assertThat(source.name()).isEqualTo("a");
            assertThat(source.credentials()).isEqualTo(new Credentials.Password(
                    URI.create("https://iam.example.com"), "reader", "password-of-a", "domain"));
            assertThat(source.include()).containsExactly(new NamePattern("a-*"));
        });
    }

    @Test
    void aNameMayLookLikeTheBeginningOfAKey() {
        operator.variable("DCS_SOURCE_IAM_ENDPOINT", "https://other.example.com");

        assertThat(operator.load().sources()).singleElement().satisfies(source -> {
            assertThat(source.name()).isEqualTo("iam");
            assertThat(source.endpoint()).isEqualTo(URI.create("https://other.example.com"));
        });
    }

    @Test
    void aVariableBeatsTheFileForANamedSourceToo() {
        operator.line("dcs.source.eu-de.shards=2").variable("DCS_SOURCE_EU_DE_SHARDS", "5");

        assertThat(operator.load().sources()).singleElement().extracting(Source::shards).isEqualTo(5);
    }

    @Test
    void aSourceHasFromThePlainKeysWhatItLeavesOut() {
        operator.line("dcs.sources=a,b").line("dcs.instances=id-1").line("dcs.instances.include=p-*")
                .line("dcs.instances.exclude=q-*").line("dcs.source.b.endpoint=https://b.example.com")
                .line("dcs.source.b.instances=*").line("dcs.source.b.instances.exclude=r-*");

        List<Source> sources = operator.load().sources();
        Credentials inherited = new Credentials.KeyPair("AKEXAMPLE", "sk-of-the-environment", null);
        List<NamePattern> include = List.of(new NamePattern("p-*"));
        assertThat(sources).usingRecursiveFieldByFieldElementComparatorIgnoringFields("choice").containsExactly(
                new Source("a", URI.create("https://dcs.example.com"), Operator.PROJECT, inherited, List.of("id-1"),
                        include, List.of(new NamePattern("q-*")), 1),
                new Source("b", URI.create("https://b.example.com"), Operator.PROJECT, inherited, List.of(),
                        include, List.of(new NamePattern("r-*")), 1, Set.of("endpoint", "instances",
                                "instances.exclude"),
                        Map.of()));
    }

    @Test
    void whatIsSaidOfASourcesFiltersNamesTheKeyThatWasWritten() {
        operator.line("dcs.sources=a,b,c,d").line("dcs.instances.include=p-*")
                .line("dcs.source.b.instances.include=q-*")
                .line("dcs.source.c.instances=c-1").line("dcs.source.d.endpoint=https://d.example.com");

        List<Source> sources = operator.load().sources();

        assertThat(sources).flatExtracting(source -> IdleFilters.of(source, List.of("x"), List.of("x")))
                .containsExactly(
                        "the pattern 'p-*' of dcs.instances.include fits none of the listed instances (1)",
                        "dcs.instances.include and dcs.instances.exclude leave none of the listed instances (1): nothing is read",
                        "the pattern 'q-*' of dcs.source.b.instances.include fits none of the listed instances (1)",
                        "dcs.source.b.instances.include and dcs.instances.exclude leave none of the listed instances (1): nothing is"
                                + " read",
                        "the service does not list c-1 of dcs.source.c.instances: correct that id, or take it out",
                        "the pattern 'p-*' of dcs.instances.include fits none of the listed instances (1)",
                        "dcs.instances.include and dcs.instances.exclude leave none of the listed instances (1): nothing is read");
    }

    @Test
    void aSourceIsAskedByTheVersionOfTheApiThatItNamesElseByThatOfThePlainKeys() {
        operator.line("dcs.sources=a,b,c").line("dcs.restores.api=v1.0").line("dcs.source.b.restores.api=v2")
                .line("dcs.source.b.project-id=" + "b".repeat(32)).line("dcs.source.c.project-id=" + "c".repeat(32))
                .variable("DCS_SOURCE_C_BACKUPS_API", "v2");

        assertThat(operator.load().sources()).extracting(source -> source.api(ListKind.RESTORE).version())
                .containsExactly("v1.0", "v2", "v1.0");
        assertThat(operator.load().sources()).extracting(source -> source.api(ListKind.BACKUP).version())
                .containsExactly("v1.0", "v1.0", "v2");
    }

    @Test
    void aSourceNamedDefaultHasThePlainKeysToo() {
        operator.line("dcs.instances=id-1").line("dcs.source.default.shards=2");

        assertThat(operator.load().sources()).singleElement().satisfies(source -> {
            assertThat(source.instanceIds()).containsExactly("id-1");
            assertThat(source.shards()).isEqualTo(2);
        });
    }

    @Test
    void anEmptyVariableNamesNoSource() {
        operator.variable("DCS_SOURCE_A_ENDPOINT", "");

        assertThat(operator.load().sources()).extracting(Source::name).containsExactly("default");
    }

    @Test
    void saysForEachSourceWhatIsMissing() {
        List<String> faults = Operator.at(home).line("dcs.sources=a,b")
                .line("dcs.source.a.endpoint=https://a.example.com").variable("DCS_PROJECT_ID", Operator.PROJECT)
                .variable("CLOUD_SDK_AK", "AK").variable("CLOUD_SDK_SK", "secret").faults();

        assertThat(faults).containsExactly("dcs.source.b.endpoint is not set: set it or DCS_SOURCE_B_ENDPOINT"
                + " (or dcs.endpoint for all sources), for example https://dcs.eu-de.otc.t-systems.com, or dcs.region");
    }

    @Test
    void refusesAnUnreadableNameAndAnUnreadableValueNobodyUses() {
        operator.line("dcs.sources=a b").line("dcs.project-id=nonsense").line("dcs.source.a.shards=0");

        assertThat(operator.variable("DCS_PROJECT_ID", "").faults()).hasSize(3);
    }

    @Test
    void anExclusionBeatsAnInclusion() {
        Source source = operator.line("dcs.instances.include=prod-*").line("dcs.instances.exclude=*-test").load()
                .sources().get(0);

        assertThat(source.covers("prod-1")).isTrue();
        assertThat(source.covers("prod-test")).isFalse();
        assertThat(source.covers("dev-1")).isFalse();
        assertThat(source.discoversInstances()).isTrue();
    }
}
