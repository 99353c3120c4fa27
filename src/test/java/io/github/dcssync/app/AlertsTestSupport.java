package io.github.dcssync.app;

import io.github.dcssync.testkit.AlertReceiver;
import io.github.dcssync.testkit.Operations;
import io.github.dcssync.testkit.SyncFixture;
import io.github.dcssync.testkit.TestDatabase;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;

/** The program with an HTTP server that takes its alerts. */
abstract class AlertsTestSupport {

    final TestDatabase kind;
    AlertReceiver receiver;
    SyncFixture fixture;
    Operations operations;

    AlertsTestSupport(TestDatabase kind) {
        this.kind = kind;
    }

    /** An instance without a record, where a test needs nothing else. */
    SyncFixture.Builder described(SyncFixture.Builder builder) {
        return builder.fleet(1, 0, 0);
    }

    @BeforeEach
    void start() throws Exception {
        receiver = new AlertReceiver();
        fixture = described(SyncFixture.on(kind)).variable("DCS_ALERT_URI", receiver.uri()).start();
        operations = new Operations(fixture);
    }

    @AfterEach
    void end() {
        fixture.close();
        receiver.close();
    }

    /** Has so many backups fail, which are called b0, b1 and so on. */
    void failBackups(int count) {
        IntStream.range(0, count).forEach(number -> operations.backup("b" + number, "failed", null, 5));
    }
}
