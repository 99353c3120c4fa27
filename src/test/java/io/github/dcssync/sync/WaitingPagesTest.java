package io.github.dcssync.sync;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.dcssync.record.Element;
import io.github.dcssync.record.ListKind;
import io.github.dcssync.record.Page;
import io.github.dcssync.record.Row;
import io.github.dcssync.testkit.TestClock;
import java.time.Duration;
import java.util.Collections;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class WaitingPagesTest {

    private final TestClock clock = new TestClock();
    private final WaitingPages waiting = new WaitingPages(clock);

    private static Page page(int records, String name) {
        String[] values = new String[ListKind.BACKUP.columns().size()];
        values[ListKind.BACKUP.columnPosition("backup_name")] = name;
        List<Element> rows = Collections.nCopies(records, new Row("key", values));
        return new Page(ListKind.BACKUP, rows, 7L, false, 0);
    }

    @Test
    void areEnoughWhenThereAreAThousandRecords() {
        waiting.add(page(999, "a"));
        assertThat(waiting.areEnough()).isFalse();

        waiting.add(page(1, "a"));

        assertThat(waiting.areEnough()).isTrue();
        assertThat(waiting.next().rows()).hasSize(1000);
    }

    @Test
    void areEnoughWhenTheirTextsAreLong() {
        waiting.add(page(4, "a".repeat(249_999)));
        assertThat(waiting.areEnough()).isFalse();

        waiting.add(page(1, "long"));

        assertThat(waiting.areEnough()).isTrue();
    }

    /** The clock may be set back, too. */
    @ParameterizedTest
    @ValueSource(longs = {1_000, -1_000, 3_600_000})
    void areEnoughASecondAfterOthersWereStored(long milliseconds) {
        clock.advance(Duration.ofMillis(700));
        waiting.add(page(1, "a"));
        waiting.stored();
        waiting.add(page(1, "a"));
        clock.advance(Duration.ofMillis(700));
        assertThat(waiting.areEnough()).isFalse();
        clock.advance(Duration.ofMillis(-700));

        clock.advance(Duration.ofMillis(milliseconds));

        assertThat(waiting.areEnough()).isTrue();
    }

    @Test
    void areStoredTogetherUntilTheyAreDivided() {
        waiting.add(page(1, "a"));
        waiting.add(page(2, "b"));
        assertThat(waiting.areTogether()).isTrue();
        assertThat(waiting.areLast()).isTrue();

        waiting.divide();

        assertThat(waiting.areTogether()).isFalse();
        assertThat(waiting.areLast()).isFalse();
        assertThat(waiting.next().rows()).hasSize(1);
        waiting.stored();
        assertThat(waiting.areLast()).isTrue();
        assertThat(waiting.next().rows()).hasSize(2);
        waiting.stored();
        assertThat(waiting.isEmpty()).isTrue();
    }

    @Test
    void areNoneOnceTheyAreStored() {
        waiting.add(page(999, "a"));
        waiting.stored();

        assertThat(waiting.isEmpty()).isTrue();
        waiting.add(page(1, "a"));
        assertThat(waiting.areEnough()).isFalse();
        assertThat(waiting.next().total()).isEqualTo(7);
    }
}
