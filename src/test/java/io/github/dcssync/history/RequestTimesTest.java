package io.github.dcssync.history;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;

class RequestTimesTest {

    @Test
    void countTheMostInAnyTenSecondsWheneverTheseBegan() {
        RequestTimes times = new RequestTimes();
        for (int second : new int[] {0, 5, 9, 11, 12, 14, 30, 31}) {
            times.came(TimeUnit.SECONDS.toNanos(second));
        }

        assertThat(times.most()).as("from 5 to 14").isEqualTo(5);
        assertThat(times.mostASecond()).isEqualTo(0.5);
        assertThat(times.total()).isEqualTo(8);
    }
}
