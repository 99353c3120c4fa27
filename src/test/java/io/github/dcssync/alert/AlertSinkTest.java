package io.github.dcssync.alert;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** An endpoint keeps what the operator has said about it. */
class AlertSinkTest {

    @ParameterizedTest
    @CsvSource({
        "log:dcs.alert, log:dcs.alert?plain=true",
        "log:dcs.alert?level=WARN, log:dcs.alert?level=WARN",
        "https://host/a, https://host/a?connectTimeout=3333&responseTimeout=3333",
        "https://host/a?key=b, https://host/a?key=b&connectTimeout=3333&responseTimeout=3333",
        "HTTP://host/a?responseTimeout=9, HTTP://host/a?responseTimeout=9&connectTimeout=3333",
        "kafka:alerts, kafka:alerts"})
    void getsLimitsWhereItHasNone(String uri, String endpoint) {
        assertThat(AlertSink.endpoint(uri)).isEqualTo(endpoint);
    }
}
