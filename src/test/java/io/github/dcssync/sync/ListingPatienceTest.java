package io.github.dcssync.sync;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.dcssync.api.KeyPairAuthorisation;
import io.github.dcssync.api.RateLimiter;
import io.github.dcssync.api.SourceClient;
import io.github.dcssync.client.HttpBounds;
import io.github.dcssync.database.Database;
import io.github.dcssync.database.DatabaseTarget;
import io.github.dcssync.lease.LeaseLostException;
import io.github.dcssync.lease.Leases;
import io.github.dcssync.secret.Secrets;
import io.github.dcssync.settings.Credentials;
import io.github.dcssync.settings.Source;
import io.github.dcssync.store.VanishedRecords;
import java.net.URI;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.transaction.support.TransactionTemplate;

/** How long one shard waits for another that lists the instances, and what becomes of one that was taken for dead. */
class ListingPatienceTest {

    private static final Credentials.KeyPair KEYS = new Credentials.KeyPair("unused", "unused", null);
    private static final Source SOURCE =
            new Source("default", URI.create("http://127.0.0.1"), "p", KEYS, List.of(), List.of(), List.of(), 2);

    @Test
    void waitsForOneThatLivesAWhileAndThenReadsBesideIt() throws Exception {
        try (Database database = Database.open(new DatabaseTarget("jdbc:h2:mem:listing_patience", "sa", ""), 2)) {
            database.migrate();
            JdbcTemplate jdbc = new JdbcTemplate(database.dataSource());
            Leases leases = new Leases(jdbc, new TransactionTemplate(database.transactions()));
            InstanceLists lists = new InstanceLists(jdbc, new VanishedRecords(jdbc, database.dialect()),
                    Duration.ofMillis(700));
            SyncRun reader = run(1);
            long token = leases.take("default.shard1", Shard.cutOf(SOURCE), "here", reader.getId()).orElseThrow();
            assertThat(lists.await(reader)).isNull();
            assertThat(reader.isListingInstances()).isTrue();

            SyncRun patient = run(2);
            assertThat(lists.await(patient)).isNull();
            assertThat(patient.isListingInstances()).as("it stores none").isFalse();

            leases.release("default.shard1", token, reader.getId());
            SyncRun successor = run(2);
            assertThat(lists.await(successor)).isNull();
            assertThat(successor.isListingInstances()).isTrue();
            assertThatThrownBy(() -> lists.hold(reader)).isInstanceOf(LeaseLostException.class);
            lists.hold(successor);
        }
    }

    private static SyncRun run(int number) {
        SourceClient client = new SourceClient(SOURCE, new KeyPairAuthorisation(KEYS), new RateLimiter(0),
                new HttpBounds(Duration.ofSeconds(1), Duration.ofSeconds(1), 1), new Secrets(), Clock.systemUTC(), "1");
        return new SyncRun(new SyncRequest("default.shard" + number, "once", List.of()),
                Shard.of(SOURCE).get(number - 1), client, "here", "1", Clock.systemUTC(), () -> false);
    }
}
