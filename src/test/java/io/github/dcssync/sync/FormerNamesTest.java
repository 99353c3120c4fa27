package io.github.dcssync.sync;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.dcssync.settings.Source;
import java.net.URI;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.jdbc.core.PreparedStatementCreator;
import org.springframework.jdbc.core.PreparedStatementSetter;
import org.springframework.jdbc.core.ResultSetExtractor;
import org.springframework.jdbc.datasource.DriverManagerDataSource;

class FormerNamesTest {

    private final Looks jdbc = new Looks();

    private static final class Looks extends JdbcTemplate {

        private int looks;

        Looks() {
            super(new DriverManagerDataSource("jdbc:h2:mem:" + UUID.randomUUID() + ";DB_CLOSE_DELAY=-1", "sa", ""));
        }

        @Override
        public <T> T query(PreparedStatementCreator statement, PreparedStatementSetter setter,
                ResultSetExtractor<T> extractor) {
            looks++;
            return super.query(statement, setter, extractor);
        }
    }

    @BeforeEach
    void createInstances() {
        jdbc.execute("create table dcs_instance (instance_id varchar, source varchar, project_id varchar)");
        instance("old", "project-1");
        instance("old", "project-1");
        instance("other", "project-2");
        instance("unread", null);
    }

    private void instance(String source, String projectId) {
        jdbc.update("insert into dcs_instance values (?, ?, ?)", UUID.randomUUID().toString(), source, projectId);
    }

    private static Source source(String name, String projectId, int shards) {
        return new Source(name, URI.create("http://127.0.0.1"), projectId, null, List.of(), List.of(), List.of(),
                shards);
    }

    private Map<String, Set<String>> of(Set<String> noted, Source... sources) {
        return new FormerNames(jdbc, () -> List.of(sources)).of(noted);
    }

    @Test
    void ofARenamedSourceAreThoseOfThePastSourceOfItsProject() {
        assertThat(of(Set.of("old.shard1", "old.shard2", "other", "unread"), source("new", "project-1", 2)))
                .isEqualTo(Map.of("new.shard1", Set.of("old.shard1", "old.shard2"),
                        "new.shard2", Set.of("old.shard1", "old.shard2")));
    }

    @Test
    void ofASourceThatIsCutAnewAreThoseOfItsPartsThatAreNoMore() {
        assertThat(of(Set.of("new.shard1", "new.shard2", "new.shard3", "newer"), source("new", "project-1", 2)))
                .isEqualTo(Map.of("new.shard1", Set.of("new.shard3"), "new.shard2", Set.of("new.shard3")));
        assertThat(of(Set.of("new"), source("new", "project-1", 2)))
                .isEqualTo(Map.of("new.shard1", Set.of("new"), "new.shard2", Set.of("new")));
    }

    /** Its program may be alive, with settings that do not have the new one. */
    @Test
    void areLeftByPartsOfAnotherCutAndNotByASourceOfAnotherName() {
        FormerNames unit = new FormerNames(jdbc,
                () -> List.of(source("new", "project-1", 2), source("new.shard9", null, 1)));

        assertThat(List.of("new", "new.shard3")).allMatch(unit::isLeft);
        assertThat(List.of("new.shard1", "new.shard9", "old", "old.shard1", "newer")).noneMatch(unit::isLeft);
    }

    /** Both are at home in one project and one database, and neither has the other in its settings. */
    @Test
    void areNotThoseOfAnotherProgramThatSharesTheProject() {
        assertThat(of(Set.of("new", "old"), source("new", "project-1", 1))).isEmpty();
    }

    @Test
    void areNoneThatTheSettingsHave() {
        assertThat(of(Set.of("old", "old.shard1"), source("new", "project-1", 1), source("old", "project-1", 1),
                source("old.shard1", "project-1", 1))).isEmpty();
    }

    @Test
    void areLookedForOnceHoweverManyThereAre() {
        of(Set.of("old", "other", "unread", "unknown"), source("a", "project-1", 1), source("b", "project-2", 1),
                source("c", "project-3", 1), source("d", null, 1));
        assertThat(jdbc.looks).isOne();
    }

    @Test
    void areNotLookedForWhereAllIsNotedUnderTheNamesOfToday() {
        of(Set.of("a", "b"), source("a", "project-1", 1), source("b", "project-2", 1));
        of(Set.of("a"), source("a", "project-1", 1), source("b", "project-2", 1));
        assertThat(jdbc.looks).isZero();
    }
}
