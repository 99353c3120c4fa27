package io.github.dcssync.schedule;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.github.dcssync.database.DatabaseTarget;
import io.github.dcssync.database.Dialect;
import io.github.dcssync.testkit.TestMariaDb;
import io.github.dcssync.testkit.TestPostgres;
import java.sql.Connection;
import java.sql.DriverManager;
import java.util.List;
import java.util.function.LongSupplier;
import org.assertj.core.data.Offset;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.quartz.impl.jdbcjobstore.SchedulerStateRecord;

class DatabaseClockTest {

    private static final Offset<Long> A_MOMENT = within(30_000L);
    private static final LongSupplier HERE = System::currentTimeMillis;
    private static final LongSupplier BEHIND = () -> System.currentTimeMillis() - 60_000;

    private enum Server {
        POSTGRESQL, MARIADB;

        DatabaseTarget database() {
            return this == POSTGRESQL ? TestPostgres.freshDatabase() : TestMariaDb.freshDatabase();
        }

        Dialect dialect() {
            return this == POSTGRESQL ? Dialect.POSTGRESQL : Dialect.MARIADB;
        }
    }

    @ParameterizedTest
    @EnumSource
    void showsASignOfLifeAsFreshToAMachineWhoseClockDiffers(Server server) throws Exception {
        DatabaseTarget target = server.database();
        try (Connection connection = DriverManager.getConnection(target.url(), target.user(), target.password())) {
            DatabaseClock behind = new DatabaseClock(server.dialect(), BEHIND);
            DatabaseClock here = new DatabaseClock(server.dialect(), HERE);

            long written = behind.toDatabase(connection, BEHIND.getAsLong());
            SchedulerStateRecord sign = new SchedulerStateRecord();
            sign.setCheckinTimestamp(written);

            assertThat(written).isCloseTo(here.toDatabase(connection, HERE.getAsLong()), A_MOMENT);
            assertThat(here.fromDatabase(connection, List.of(sign)).get(0).getCheckinTimestamp())
                    .isCloseTo(HERE.getAsLong(), A_MOMENT);
        }
    }
}
