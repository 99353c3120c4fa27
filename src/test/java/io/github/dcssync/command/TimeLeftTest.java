package io.github.dcssync.command;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicLong;
import me.tongfei.progressbar.DelegatingProgressBarConsumer;
import me.tongfei.progressbar.ProgressBar;
import me.tongfei.progressbar.ProgressBarBuilder;
import me.tongfei.progressbar.ProgressBarStyle;
import org.junit.jupiter.api.Test;

class TimeLeftTest {

    private final AtomicLong nanos = new AtomicLong();
    private final TimeLeft left = new TimeLeft(nanos::get);

    @Test
    void isWhatTheOtherListsTakeAtThePaceSoFar() {
        pass(Duration.ofMinutes(5));
        left.begin();
        pass(Duration.ofSeconds(30));

        assertThat(left.left(60, 240)).contains(Duration.ofSeconds(90));
        assertThat(left.left(240, 240)).contains(Duration.ZERO);
    }

    @Test
    void countsFromTheFirstListsWhateverIsFoundLater() {
        left.begin();
        pass(Duration.ofSeconds(20));
        left.begin();

        assertThat(left.left(10, 30)).contains(Duration.ofSeconds(40));
    }

    @Test
    void isNotGuessedBeforeThereIsAPace() {
        assertThat(left.left(0, 0)).isEmpty();
        left.begin();
        pass(Duration.ofMillis(900));
        assertThat(left.left(5, 1000)).isEmpty();
        pass(Duration.ofSeconds(9));
        assertThat(left.left(0, 1000)).isEmpty();
    }

    @Test
    void standsBehindTheBarWithItsName() {
        List<String> shown = new ArrayList<>();
        try (ProgressBar bar = new ProgressBarBuilder().setTaskName("sync").setInitialMax(0)
                .setRenderer(left.bar(ProgressBarStyle.ASCII, " lists")).setUpdateIntervalMillis(3_600_000)
                .setConsumer(new DelegatingProgressBarConsumer(shown::add, 100)).build()) {
            left.begin();
            bar.maxHint(120);
            pass(Duration.ofSeconds(10));
            bar.stepBy(40);
            bar.refresh();
        }

        assertThat(shown).anyMatch(line -> line.contains(" 40/120 lists (0:00:00 / 0:00:20 left)"));
    }

    private void pass(Duration time) {
        nanos.addAndGet(time.toNanos());
    }
}
