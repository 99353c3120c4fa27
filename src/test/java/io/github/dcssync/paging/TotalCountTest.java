package io.github.dcssync.paging;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;

class TotalCountTest {

    private final TotalCount unit = new TotalCount(TotalCountMeaning.UNKNOWN);

    @Test
    void learnsATotalFromACountBeyondItsAnswerThatIsReachedWhereAnEmptyAnswerComes() {
        unit.see(0, 50, 80L);
        unit.see(49, 31, 80L);
        assertThat(unit.meaning()).isEqualTo(TotalCountMeaning.UNKNOWN);

        unit.see(80, 0, null);

        assertThat(unit.meaning()).isEqualTo(TotalCountMeaning.TOTAL);
        assertThat(unit.isReachedAt(80)).isTrue();
        assertThat(unit.conclude(80, false)).isEqualTo(Proof.PROVED);
    }

    @Test
    void learnsATotalFromAnEmptyAnswerThatCountsTheList() {
        unit.see(0, 24, 24L);
        unit.see(24, 0, 24L);

        assertThat(unit.meaning()).isEqualTo(TotalCountMeaning.TOTAL);
    }

    @Test
    void learnsATotalFromALookThatCountsTheList() {
        unit.see(0, 24, 24L);
        unit.see(24, 0, null);
        assertThat(unit.isTaughtByALook()).isTrue();

        unit.see(0, 1, 24L);

        assertThat(unit.meaning()).isEqualTo(TotalCountMeaning.TOTAL);
        assertThat(unit.isTaughtByALook()).isFalse();
    }

    @Test
    void doesNotLearnATotalThatIsNotReached() {
        unit.see(0, 50, 90L);
        unit.see(49, 31, 90L);
        unit.see(80, 0, null);

        assertThat(unit.meaning()).isEqualTo(TotalCountMeaning.UNKNOWN);
        assertThat(unit.conclude(80, false)).isEqualTo(Proof.WEAK);
    }

    @Test
    void doesNotLearnATotalThatDiffersFromPageToPage() {
        unit.see(0, 50, 81L);
        unit.see(49, 31, 80L);
        unit.see(80, 0, null);

        assertThat(unit.meaning()).isEqualTo(TotalCountMeaning.UNKNOWN);
    }

    @ParameterizedTest
    @EnumSource(TotalCountMeaning.class)
    void learnsAPageCountFromALaterAnswerThatCountsItself(TotalCountMeaning known) {
        TotalCount watch = new TotalCount(known);
        watch.see(0, 50, 50L);
        watch.see(49, 31, 31L);

        assertThat(watch.meaning()).isEqualTo(TotalCountMeaning.PAGE);
        assertThat(watch.isReachedAt(80)).isFalse();
    }

    @Test
    void learnsAPageCountFromALookThatCountsItselfWhenTheListIsLongerBeforeAndAfter() {
        unit.see(0, 24, 24L);
        unit.see(24, 0, null);
        unit.see(0, 1, 1L);
        assertThat(unit.isTaughtByALook()).isFalse();
        unit.see(0, 24, 24L);

        assertThat(unit.conclude(24, true)).isEqualTo(Proof.PROVED);
        assertThat(unit.meaning()).isEqualTo(TotalCountMeaning.PAGE);
    }

    @Test
    void doesNotLearnAPageCountFromALookAtAListThatHasBecomeShort() {
        unit.see(0, 24, 24L);
        unit.see(24, 0, null);
        unit.see(0, 1, 1L);
        unit.see(0, 1, 1L);

        assertThat(unit.conclude(24, true)).isEqualTo(Proof.WEAK);
        assertThat(unit.meaning()).isEqualTo(TotalCountMeaning.UNKNOWN);
    }

    @ParameterizedTest(name = "{2} beside {1} records at {0}, between two answers that count 24")
    @CsvSource({"24, 0, 30", "0, 1, 30", "0, 1, 23"})
    void provesNothingByCountsThatDisagreeWithinOneReading(long position, int received, long count) {
        unit.see(0, 24, 24L);
        unit.see(position, received, count);
        unit.see(0, 24, 24L);

        assertThat(unit.conclude(24, true)).isEqualTo(Proof.WEAK);
    }

    @ParameterizedTest(name = "{0} beside 7 records, {1} known")
    @CsvSource({", UNKNOWN", ", TOTAL", ", PAGE", "0, UNKNOWN", "0, TOTAL", "-1, PAGE"})
    void holdsACountThatIsAbsentOrZeroBesideRecordsForUnusable(Long count, TotalCountMeaning known) {
        TotalCount watch = new TotalCount(known);
        watch.see(0, 7, count);

        assertThat(watch.meaning()).isEqualTo(TotalCountMeaning.UNUSABLE);
        assertThat(watch.conclude(7, true)).isEqualTo(Proof.WEAK);
    }

    @ParameterizedTest
    @CsvSource({"7", "9"})
    void takesUpAUsableCountAfterAnUnusableOne(long count) {
        TotalCount watch = new TotalCount(TotalCountMeaning.UNUSABLE);
        watch.see(0, 7, count);

        assertThat(watch.meaning()).isEqualTo(TotalCountMeaning.UNKNOWN);
    }

    @Test
    void takesUpACountBeyondItsAnswerThatWasKnownAsAPageCount() {
        TotalCount watch = new TotalCount(TotalCountMeaning.PAGE);
        watch.see(0, 7, 9L);

        assertThat(watch.meaning()).isEqualTo(TotalCountMeaning.UNKNOWN);
    }

    @Test
    void forgetsATotalThatTheRecordsExceed() {
        TotalCount watch = new TotalCount(TotalCountMeaning.TOTAL);
        watch.see(0, 50, 60L);
        watch.see(49, 50, 60L);

        assertThat(watch.meaning()).isEqualTo(TotalCountMeaning.UNKNOWN);
        assertThat(watch.conclude(60, false)).isEqualTo(Proof.WEAK);
    }

    @Test
    void forgetsATotalThatTheListDoesNotHave() {
        TotalCount watch = new TotalCount(TotalCountMeaning.TOTAL);
        watch.see(0, 8, 10L);
        watch.see(8, 0, null);
        watch.see(0, 1, 10L);

        assertThat(watch.conclude(8, false)).isEqualTo(Proof.WEAK);
        assertThat(watch.meaning()).isEqualTo(TotalCountMeaning.UNKNOWN);
    }

    @Test
    void keepsATotalThatFellWithTheList() {
        TotalCount watch = new TotalCount(TotalCountMeaning.TOTAL);
        watch.see(0, 8, 10L);
        watch.see(8, 0, null);
        watch.see(0, 1, 8L);

        assertThat(watch.conclude(8, false)).isEqualTo(Proof.WEAK);
        assertThat(watch.meaning()).isEqualTo(TotalCountMeaning.TOTAL);
    }

    @Test
    void provesNothingWhenTheKeysAreOtherThanCounted() {
        TotalCount watch = new TotalCount(TotalCountMeaning.TOTAL);
        watch.see(0, 8, 8L);

        assertThat(watch.conclude(7, true)).isEqualTo(Proof.WEAK);
    }

    @Test
    void provesNothingByATotalThatChangedMeanwhile() {
        TotalCount watch = new TotalCount(TotalCountMeaning.TOTAL);
        watch.see(0, 5, 9L);
        watch.see(4, 5, 10L);
        watch.see(0, 1, 9L);

        assertThat(watch.conclude(9, false)).isEqualTo(Proof.WEAK);
    }

    @Test
    void provesNothingWhenTheFirstCountWasAnother() {
        unit.see(0, 3, 3L);
        unit.see(3, 0, null);
        unit.see(0, 4, 4L);

        assertThat(unit.conclude(4, true)).isEqualTo(Proof.WEAK);
    }

    @Test
    void provesNothingOfAListThatHasBeenEmptied() {
        TotalCount watch = new TotalCount(TotalCountMeaning.TOTAL);
        watch.see(0, 8, 8L);
        watch.see(0, 0, null);

        assertThat(watch.conclude(8, true)).isEqualTo(Proof.WEAK);
        assertThat(watch.meaning()).isEqualTo(TotalCountMeaning.TOTAL);
    }

    @Test
    void provesNothingWhenAnEmptyAnswerCameBeforeTheTotal() {
        // One record at a time: the list was shorter for a moment, and the record at its end was not seen.
        TotalCount watch = new TotalCount(TotalCountMeaning.TOTAL);
        watch.see(0, 1, 2L);
        watch.see(1, 0, null);
        watch.see(0, 1, 2L);
        watch.see(1, 1, 2L);
        watch.see(2, 0, null);
        watch.see(0, 1, 2L);

        assertThat(watch.conclude(2, false)).isEqualTo(Proof.WEAK);
    }

    @ParameterizedTest(name = "{0} known, {1} counted: {2}")
    @CsvSource({
        "UNKNOWN,  0, PROVED",
        "TOTAL,    0, PROVED",
        "PAGE,     0, PROVED",
        "UNUSABLE, 0, WEAK",
        "UNKNOWN,   , WEAK",
        "TOTAL,     , WEAK",
        "UNKNOWN,  5, WEAK"
    })
    void provesAnEmptyListByAZeroThatIsUsable(TotalCountMeaning known, Long count, Proof proof) {
        TotalCount watch = new TotalCount(known);
        watch.see(0, 0, count);

        assertThat(watch.conclude(0, true)).isEqualTo(proof);
    }
}
