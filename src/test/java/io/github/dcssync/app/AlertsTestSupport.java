package io.github.dcssync.app;

import io.github.dcssync.testkit.AlertReceiver;
import io.github.dcssync.testkit.Operations;
import io.github.dcssync.testkit.SyncFixture;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;

/** The test of alerts: the program with one instance that has no record, and a server that takes its alerts. */
abstract class AlertsTestSupport {

    private final SyncFixture.Builder program;
    AlertReceiver receiver;
    SyncFixture fixture;
    Operations operations;

    AlertsTestSupport(SyncFixture.Builder program) {
        this.program = program;
    }

    @BeforeEach
    void start() throws Exception {
        receiver = new AlertReceiver();
        fixture = program.fleet(1, 0, 0).variable("DCS_ALERT_URI", receiver.uri()).start();
        operations = new Operations(fixture);
    }

    @AfterEach
    void end() {
        fixture.close();
        receiver.close();
    }
}
