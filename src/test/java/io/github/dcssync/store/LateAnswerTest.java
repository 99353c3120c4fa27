package io.github.dcssync.store;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.dcssync.database.Database;
import io.github.dcssync.database.DatabaseFaults;
import io.github.dcssync.database.DatabaseTarget;
import io.github.dcssync.record.Element;
import io.github.dcssync.record.ListKind;
import io.github.dcssync.record.Page;
import io.github.dcssync.record.Row;
import io.github.dcssync.testkit.MigratedDatabases;
import io.github.dcssync.testkit.StallingProxy;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.List;
import java.util.function.Supplier;
import java.util.stream.IntStream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.transaction.support.TransactionTemplate;

/** The answer to a statement that was given up may still come; nobody may take it for the answer to another. */
class LateAnswerTest {

    /** A server, and how it is told to be waited for two seconds. */
    enum Server {

        POSTGRESQL(MigratedDatabases::postgres, "?socketTimeout=2"),
        MARIADB(MigratedDatabases::mariaDb, "?socketTimeout=2000");

        private final Supplier<DatabaseTarget> fresh;
        private final String patience;

        Server(Supplier<DatabaseTarget> fresh, String patience) {
            this.fresh = fresh;
            this.patience = patience;
        }
    }

    @ParameterizedTest
    @EnumSource
    void leavesNoPageOutThatCouldNotBeWritten(Server server) throws Exception {
        DatabaseTarget target = server.fresh.get();
        try (StallingProxy way = new StallingProxy(target);
                Database database = Database.open(new DatabaseTarget(way.of(target).url() + server.patience,
                        target.user(), target.password()), 1)) {
            PageWriter pages = new PageWriter(new JdbcTemplate(database.dataSource()), database.dialect());
            PageOrigin origin = new PageOrigin("run", "default", "project", "instance", "backups");
            Page page = page();
            TransactionTemplate transaction = new TransactionTemplate(database.transactions());
            way.hold("backup-3");

            assertThatThrownBy(() -> transaction.executeWithoutResult(status -> pages.write(origin,
                    pages.allNew(origin, page), Instant.now().atOffset(ZoneOffset.UTC))))
                    .satisfies(failure -> assertThat(DatabaseFaults.mayReturn(failure)).isTrue());

            assertThat(way.hasHeld()).isTrue();
            assertThat(pages.compare(origin, page).added()).hasSameSizeAs(page.rows());
        }
    }

    private static Page page() {
        int columns = ListKind.BACKUP.columns().size();
        List<Element> rows = IntStream.range(0, 5).<Element>mapToObj(i -> new Row("backup-" + i, new String[columns]))
                .toList();
        return new Page(ListKind.BACKUP, rows, null, false, 0);
    }
}
