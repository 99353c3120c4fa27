package io.github.dcssync.alert;

import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.net.ConnectException;
import java.net.SocketTimeoutException;
import java.time.Duration;
import java.util.concurrent.CountDownLatch;
import org.apache.hc.client5.http.ConnectTimeoutException;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class AttemptsTest {

    private final Attempts attempts = new Attempts(Duration.ofMillis(1500));

    @AfterEach
    void end() {
        attempts.close();
    }

    @Test
    void sayTheSameWhicheverLimitIsOverFirst() {
        CountDownLatch cut = new CountDownLatch(1);
        String sentence = "the sink has not taken it within 1500 ms";

        assertThatThrownBy(() -> attempts.make(() -> {
            cut.await();
            return null;
        }, cut::countDown)).isInstanceOf(SinkException.class).hasMessage(sentence);
        assertThatThrownBy(() -> attempts.make(() -> {
            throw new SocketTimeoutException("Read timed out");
        }, () -> {})).isInstanceOf(SinkException.class).hasMessage(sentence);
    }

    @Test
    void sayWhyThereIsNoConnection() {
        assertThatThrownBy(() -> attempts.make(() -> {
            throw new ConnectTimeoutException("Connect to sink.example failed: Connect timed out");
        }, () -> {})).isInstanceOf(ConnectTimeoutException.class).hasMessageContaining("Connect timed out");
        assertThatThrownBy(() -> attempts.make(() -> {
            throw new ConnectException("Connection refused");
        }, () -> {})).isInstanceOf(ConnectException.class);
    }
}
