package io.github.dcssync.app;

import static org.assertj.core.api.Assertions.assertThat;

import ch.qos.logback.classic.Logger;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.core.Appender;
import ch.qos.logback.core.AppenderBase;
import io.github.dcssync.database.Database;
import io.github.dcssync.lease.Cut;
import io.github.dcssync.lease.Cuts;
import io.github.dcssync.schedule.SharedSchedule;
import io.github.dcssync.sync.SyncObserver;
import io.github.dcssync.sync.SyncRun;
import io.github.dcssync.testkit.SyncFixture;
import io.github.dcssync.testkit.TestDatabase;
import io.github.dcssync.testkit.Waiting;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import org.apache.camel.CamelContext;
import org.apache.camel.builder.RouteBuilder;
import org.apache.camel.component.quartz.QuartzComponent;
import org.apache.camel.impl.DefaultCamelContext;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.quartz.DateBuilder;
import org.quartz.Scheduler;
import org.quartz.TriggerBuilder;
import org.quartz.TriggerKey;
import org.slf4j.LoggerFactory;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.transaction.support.TransactionTemplate;

/** Triggers that lie in the database outlive the process, and follow the settings of the next one. */
class SharedScheduleTest {

    private static final String TRIGGERS = """
            select t.TRIGGER_NAME as name, CRON_EXPRESSION as cron, TIME_ZONE_ID as zone
            from DCS_QRTZ_TRIGGERS t
            join DCS_QRTZ_CRON_TRIGGERS c on c.TRIGGER_NAME = t.TRIGGER_NAME and c.TRIGGER_GROUP = t.TRIGGER_GROUP
            where t.TRIGGER_GROUP = 'sync'
            order by t.TRIGGER_NAME
            """;
    private static final String PROCESSES = "select INSTANCE_NAME from DCS_QRTZ_SCHEDULER_STATE";
    private static final String LONG_NAME = "dcs-sync-" + "x".repeat(119) + "/4194304";
    private static final Logger FAULTS = (Logger) LoggerFactory.getLogger(SharedSchedule.class.getPackageName()
            + ".ScheduleFaults");

    @ParameterizedTest
    @EnumSource(names = {"POSTGRESQL", "MARIADB"})
    void firesAndFollowsTheSettings(TestDatabase database) throws Exception {
        try (SyncFixture fixture = SyncFixture.on(database).fleet(3, 1, 1)
                .variable("DCS_CLUSTER_ENABLED", "true").variable("HOSTNAME", "twin")
                .variable("DCS_DB_URL", "jdbc:postgresql://elsewhere/db")
                .variable("DCS_SYNC_CRON", "* * * * * ?").variable("DCS_SOURCE_DEFAULT_SHARDS", "2")
                .scheduled().start()) {
            CountDownLatch synced = new CountDownLatch(2);
            fixture.bundle().observe(new SyncObserver() {
                @Override
                public void finished(SyncRun run) {
                    synced.countDown();
                }
            });
            Waiting.on(synced);
            assertThat(fixture.tables().rows(TRIGGERS)).containsExactly(
                    Map.of("name", "default.shard1", "cron", "* * * * * ?", "zone", "UTC"),
                    Map.of("name", "default.shard2", "cron", "* * * * * ?", "zone", "UTC"));

            List<Object> first = fixture.tables().column(PROCESSES);
            assertThat(first).singleElement().asString().startsWith("twin/");

            fixture.restart(Map.of("DCS_SYNC_CRON", "* * * * * ?", "DCS_TIME_ZONE", "Asia/Tokyo"));
            assertThat(fixture.tables().rows(TRIGGERS)).extracting("zone").containsOnly("Asia/Tokyo");
            assertThat(fixture.tables().column(PROCESSES)).as("on the same machine, by the same number")
                    .anySatisfy(process -> assertThat(process).isNotIn(first).asString().startsWith("twin/"));

            fixture.restart(Map.of("DCS_SYNC_CRON", "0 0 3 * * ?", "DCS_SOURCE_DEFAULT_SHARDS", "1"));
            assertThat(fixture.tables().rows(TRIGGERS)).containsExactly(
                    Map.of("name", "default", "cron", "0 0 3 * * ?", "zone", "Asia/Tokyo"));
        }
    }

    @ParameterizedTest
    @EnumSource(names = {"POSTGRESQL", "MARIADB"})
    void firesWhateverTheNodesNameIsAndSaysOnceThatItCannot(TestDatabase place) throws Exception {
        BlockingQueue<String> fired = new LinkedBlockingQueue<>();
        BlockingQueue<String> said = new LinkedBlockingQueue<>();
        Appender<ILoggingEvent> ear = ear(said);
        FAULTS.addAppender(ear);
        try (Database database = Database.open(place.migrated(), 8);
                CamelContext context = firing(fired, "default/sync")) {
            database.migrate();
            new SharedSchedule(database.dataSource(), database.dialect(), LONG_NAME, ZoneOffset.UTC, Map::of,
                    Set.of()).addTo(context);
            context.start();
            assertThat(fired.poll(2, TimeUnit.MINUTES)).isEqualTo("default/sync");

            JdbcTemplate jdbc = new JdbcTemplate(database.dataSource());
            jdbc.execute("alter table DCS_QRTZ_FIRED_TRIGGERS rename to OUT_OF_THE_WAY");
            assertThat(said.poll(2, TimeUnit.MINUTES))
                    .startsWith("WARN The schedule in the database cannot be used, and no"
                            + " sync begins by it until it can: ")
                    .containsIgnoringCase("DCS_QRTZ_FIRED_TRIGGERS");
            fired.clear();
            jdbc.execute("alter table OUT_OF_THE_WAY rename to DCS_QRTZ_FIRED_TRIGGERS");

            assertThat(fired.poll(5, TimeUnit.MINUTES)).isEqualTo("default/sync");
            assertThat(said).isEmpty();
        } finally {
            FAULTS.detachAppender(ear);
        }
    }

    /** A tick that it took would be lost: it may not sync the source, and no other process has heard the bell. */
    @ParameterizedTest
    @EnumSource(names = {"POSTGRESQL", "MARIADB"})
    void takesNoTickOfASourceThatAnotherProcessCutsOtherwise(TestDatabase place) throws Exception {
        BlockingQueue<String> fired = new LinkedBlockingQueue<>();
        try (Database database = Database.open(place.migrated(), 8);
                CamelContext context = firing(fired, "sync/default.shard1", "sync/default.shard9", "own/route")) {
            database.migrate();
            Cuts cuts = new Cuts(new JdbcTemplate(database.dataSource()),
                    new TransactionTemplate(database.transactions()));
            cuts.declare(new Cut("default", 3), "another");
            new SharedSchedule(database.dataSource(), database.dialect(), "here", ZoneOffset.UTC,
                    () -> Map.of("default.shard1", new Cut("default", 2)), Set.of("sync", "full-sync")).addTo(context);
            context.start();
            for (int tick = 0; tick < 3; tick++) {
                assertThat(fired.poll(2, TimeUnit.MINUTES)).isEqualTo("own/route");
            }

            cuts.declare(new Cut("default", 2), "another");

            Waiting.until("a tick of its own", () -> "sync/default.shard1".equals(fired.poll(1, TimeUnit.SECONDS)));
            assertThat(fired).doesNotContain("sync/default.shard9");
        }
    }

    /** A process died in a sync of a shard, another was to begin it again, and then the source was cut otherwise, and back. */
    @ParameterizedTest
    @EnumSource(names = {"POSTGRESQL", "MARIADB"})
    void isRidOfWhatWasToBeBegunAgainUnderAnOlderCutAndStartsWithIt(TestDatabase place) throws Exception {
        BlockingQueue<String> fired = new LinkedBlockingQueue<>();
        try (Database database = Database.open(place.migrated(), 8)) {
            database.migrate();
            leaveToBeRecovered(database, true);
            try (CamelContext again = onSchedule(database, fired, "sync/default.shard1")) {
                again.start();
                assertThat(fired.poll(2, TimeUnit.MINUTES)).isEqualTo("sync/default.shard1");
            }

            leaveToBeRecovered(database, false);
            try (CamelContext otherwise = onSchedule(database, fired, "sync/default")) {
                otherwise.start();
                assertThat(new JdbcTemplate(database.dataSource()).queryForList("select JOB_NAME from"
                        + " DCS_QRTZ_JOB_DETAILS", String.class)).containsExactly("default");
            }
        }
    }

    private static CamelContext onSchedule(Database database, BlockingQueue<String> fired, String... jobs)
            throws Exception {
        CamelContext context = firing(fired, jobs);
        // Whose name its schedule has in the tables.
        context.getCamelContextExtension().setName("the-same-on-" + database.dialect());
        new SharedSchedule(database.dataSource(), database.dialect(), "here", ZoneOffset.UTC, Map::of, Set.of())
                .addTo(context);
        return context;
    }

    /** @param isCutOtherwise whether another cut has taken the job's own trigger away since */
    private static void leaveToBeRecovered(Database database, boolean isCutOtherwise) throws Exception {
        try (CamelContext context = onSchedule(database, new LinkedBlockingQueue<>(), "sync/default.shard1")) {
            context.start();
            Scheduler scheduler = context.getComponent("quartz", QuartzComponent.class).getScheduler();
            scheduler.standby();
            scheduler.scheduleJob(TriggerBuilder.newTrigger().withIdentity("dead", Scheduler.DEFAULT_RECOVERY_GROUP)
                    .forJob("default.shard1", "sync").startAt(DateBuilder.futureDate(1, DateBuilder.IntervalUnit.DAY))
                    .build());
            if (isCutOtherwise) {
                scheduler.unscheduleJob(new TriggerKey("default.shard1", "sync"));
            }
        }
    }

    private static Appender<ILoggingEvent> ear(BlockingQueue<String> said) {
        Appender<ILoggingEvent> ear = new AppenderBase<>() {
            @Override
            protected void append(ILoggingEvent event) {
                said.add(event.getLevel() + " " + event.getFormattedMessage());
            }
        };
        ear.start();
        return ear;
    }

    private static CamelContext firing(BlockingQueue<String> fired, String... jobs) throws Exception {
        CamelContext context = new DefaultCamelContext();
        context.addRoutes(new RouteBuilder() {
            @Override
            public void configure() {
                for (String job : jobs) {
                    from("quartz:" + job + "?cron=*+*+*+*+*+?").routeId(job)
                            .process(exchange -> fired.add(exchange.getFromRouteId()));
                }
            }
        });
        return context;
    }
}
