package io.github.dcssync.api;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.dcssync.testkit.TestClock;
import io.github.dcssync.testkit.Workers;
import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.apache.hc.client5.http.classic.methods.HttpGet;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class TokenAuthorisationTest {

    private final TestClock clock = new TestClock("2026-03-01T12:00:00Z");
    private final List<String> issued = new ArrayList<>();
    private Duration life = Duration.ofHours(24);
    private IOException fault;
    private final TokenAuthorisation unit = new TokenAuthorisation(() -> {
        issued.add("token-" + (issued.size() + 1));
        if (fault != null) {
            throw fault;
        }
        return new TokenAuthorisation.Token(issued.get(issued.size() - 1), clock.instant().plus(life));
    });

    @Test
    void usesOneTokenForManyRequests() throws IOException {
        assertThat(send()).isEqualTo("token-1");
        assertThat(send()).isEqualTo("token-1");
        assertThat(issued).hasSize(1);
    }

    @Test
    void renewsATokenTenMinutesBeforeItEnds() throws IOException {
        send();
        clock.advance(life.minusMinutes(10).minusNanos(1));
        assertThat(send()).isEqualTo("token-1");
        clock.advance(Duration.ofNanos(1));
        assertThat(send()).isEqualTo("token-2");
    }

    @Test
    void renewsATokenWhenTheClockWasSetBack() throws IOException {
        send();
        clock.advance(Duration.ofMinutes(-9));
        assertThat(send()).isEqualTo("token-1");
        clock.advance(Duration.ofDays(-1));
        assertThat(send()).isEqualTo("token-2");
        assertThat(send()).isEqualTo("token-2");
    }

    @Test
    void usesATokenThatLivesNoLongerThanTheMarginUntilItEnds() throws IOException {
        life = Duration.ofMinutes(5);
        send();
        clock.advance(life.minusNanos(1));
        assertThat(send()).isEqualTo("token-1");
        clock.advance(Duration.ofNanos(1));
        assertThat(send()).isEqualTo("token-2");
    }

    @ParameterizedTest
    @ValueSource(strings = {"-PT1H", "PT0S", "PT1S"})
    void usesATokenThatIsSaidToHaveEndedForAWhileAllTheSame(Duration life) throws IOException {
        this.life = life;
        for (int i = 0; i < 20; i++) {
            assertThat(send()).isEqualTo("token-1");
            clock.advance(Duration.ofSeconds(2));
        }
        clock.advance(Duration.ofSeconds(20));
        assertThat(send()).isEqualTo("token-2");
    }

    @Test
    void replacesARefusedTokenOnce() throws IOException {
        send();
        unit.refused("token-1");
        assertThat(send()).isEqualTo("token-2");
        unit.refused("token-2");
        assertThatThrownBy(this::send).isInstanceOf(SourceRefusedException.class)
                .hasMessageContaining("refused the IAM user").hasMessageContaining("no further request was sent");
        assertThatThrownBy(this::send).isInstanceOf(SourceRefusedException.class);
        assertThat(issued).hasSize(2);

        unit.reset();
        assertThat(send()).isEqualTo("token-3");
    }

    @Test
    void countsRefusalsInARowOnly() throws IOException {
        for (int i = 0; i < 5; i++) {
            unit.refused(send());
            unit.accepted(send());
        }
        assertThat(issued).hasSize(6);
        unit.refused(send());
        String latest = send();
        unit.accepted("token-1");
        unit.refused(latest);
        assertThatThrownBy(this::send).isInstanceOf(SourceRefusedException.class);
    }

    @Test
    void keepsTheNewTokenWhenALateRefusalOfTheOldOneComes() throws IOException {
        send();
        unit.refused("token-1");
        assertThat(send()).isEqualTo("token-2");
        unit.refused("token-1");
        unit.refused("token-1");
        assertThat(send()).isEqualTo("token-2");
        assertThat(issued).hasSize(2);
    }

    @Test
    void asksNoMoreAfterAWrongPassword() throws IOException {
        fault = new SourceRefusedException("wrong password");
        assertThatThrownBy(this::send).isSameAs(fault);
        assertThatThrownBy(this::send).isInstanceOf(SourceRefusedException.class);
        assertThat(issued).hasSize(1);

        unit.reset();
        fault = null;
        assertThat(send()).isEqualTo("token-2");
    }

    @Test
    void asksAgainWhenIamCouldNotBeReached() throws IOException {
        fault = new IOException("no route");
        assertThatThrownBy(this::send).isSameAs(fault);
        fault = null;
        assertThat(send()).isEqualTo("token-2");
    }

    @Test
    void asksOnceForManyThreads() throws Exception {
        CountDownLatch askers = new CountDownLatch(2);
        TokenAuthorisation slow = new TokenAuthorisation(() -> {
            askers.countDown();
            meets(askers);
            return new TokenAuthorisation.Token("token", clock.instant().plus(life));
        });
        try (Workers workers = new Workers(16)) {
            workers.all(() -> assertThat(slow.apply(new HttpGet("http://h/"), clock.instant())).isEqualTo("token"));
        }
        assertThat(askers.getCount()).isEqualTo(1);
    }

    /** Gives a second thread the time to come, which it must not. */
    private static boolean meets(CountDownLatch askers) {
        try {
            return askers.await(300, TimeUnit.MILLISECONDS);
        } catch (InterruptedException e) {
            throw new IllegalStateException(e);
        }
    }

    private String send() throws IOException {
        HttpGet request = new HttpGet("http://h/");
        String name = unit.apply(request, clock.instant());
        String header = request.getFirstHeader("X-Auth-Token").getValue();
        assertThat(name).isEqualTo(header);
        return header;
    }
}
