package io.github.dcssync.paging;

import static io.github.dcssync.paging.PagedList.NO_CAP;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.dcssync.paging.PagedList.Counts;
import java.util.List;
import java.util.function.LongFunction;
import java.util.function.UnaryOperator;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;

class PaginatorTest {

    @ParameterizedTest(name = "{0} records, {1} known, {2} counted, empty answers with a count: {3}")
    @CsvSource({
        "  0, UNKNOWN,  TOTAL,   true,  1",
        "  0, TOTAL,    TOTAL,   true,  1",
        "  0, PAGE,     PAGE,    true,  1",
        "  0, UNUSABLE, NOTHING, true,  1",
        // One page of at most 50
        "  1, TOTAL,    TOTAL,   true,  1",
        " 24, TOTAL,    TOTAL,   false, 1",
        " 24, UNKNOWN,  TOTAL,   true,  3",
        " 24, UNKNOWN,  TOTAL,   false, 3",
        "  1, UNKNOWN,  TOTAL,   false, 3",
        " 24, PAGE,     PAGE,    true,  3",
        " 24, PAGE,     PAGE,    false, 3",
        " 24, UNKNOWN,  PAGE,    false, 4",
        " 24, UNUSABLE, ZERO,    true,  3",
        " 24, UNKNOWN,  NOTHING, false, 3",
        // A full page is not believed to be the last before another one says so
        " 50, TOTAL,    TOTAL,   true,  3",
        " 50, UNKNOWN,  TOTAL,   true,  4",
        " 50, PAGE,     PAGE,    true,  4",
        // Three pages: 50, 49 new ones, the rest
        "120, TOTAL,    TOTAL,   true,  4",
        "120, UNKNOWN,  TOTAL,   false, 5",
        "120, PAGE,     PAGE,    true,  5",
        "120, UNUSABLE, NOTHING, true,  5",
        "148, TOTAL,    TOTAL,   true,  5"
    })
    void needsFewRequests(int size, TotalCountMeaning known, Counts counts, boolean countsEmptyAnswers, int requests) {
        Paginator paging = new PagedList(size, NO_CAP, counts, countsEmptyAnswers).read(50, known);

        assertThat(paging.pages()).isEqualTo(requests);
    }

    @ParameterizedTest(name = "{0} records, at most {1} an answer, {2} known, {3} counted")
    @CsvSource({
        // 7, then 6 new ones an answer, then the head
        " 24, 7, TOTAL,    TOTAL,   5",
        " 24, 7, UNKNOWN,  TOTAL,   6",
        // The server's cap shows by an answer behind the first page, which is read again where it overlaps
        " 24, 7, PAGE,     PAGE,    7",
        // One at a time: a request a record, an empty answer, the head
        " 24, 1, TOTAL,    TOTAL,  25",
        " 24, 1, UNUSABLE, NOTHING, 26"
    })
    void needsFewRequestsOfAServerThatGivesLessThanAsked(int size, int cap, TotalCountMeaning known, Counts counts,
            int requests) {
        Paginator paging = new PagedList(size, cap, counts).read(50, known);

        assertThat(paging.pages()).isEqualTo(requests);
    }

    @Test
    void learnsOnceAndThenAsksForAListOfOnePageOnce() {
        TotalCountMeaning learned =
                new PagedList(24, NO_CAP, Counts.TOTAL, false).read(100, TotalCountMeaning.UNKNOWN).meaning();

        Paginator paging = new PagedList(20, NO_CAP, Counts.TOTAL, false).read(100, learned);

        assertThat(paging.pages()).isEqualTo(1);
        assertThat(paging.proof()).isEqualTo(Proof.PROVED);
    }

    @Test
    void advancesByTheRecordsReceivedLessTheOverlap() {
        Paginator paging = new Paginator(50, TotalCountMeaning.UNKNOWN);

        paging.accept(List.of("a", "b", "c"), 7L);
        assertThat(paging.position()).isEqualTo(2);
        assertThat(paging.limit()).isEqualTo(50);

        boolean[] fresh = paging.accept(List.of("c", "d", "e"), 7L);
        assertThat(fresh).containsExactly(false, true, true);
        assertThat(paging.position()).isEqualTo(4);
    }

    @Test
    void neverStopsAtAShortPageAlone() {
        Paginator paging = new Paginator(50, TotalCountMeaning.UNKNOWN);

        paging.accept(List.of("a", "b", "c"), null);

        assertThat(paging.more()).isTrue();
        assertThat(paging.position()).isEqualTo(3);
    }

    @Test
    void neverStopsAtAFullPageByItsCountAlone() {
        // The service has begun to count each answer's records.
        PagedList list = new PagedList(100, NO_CAP, Counts.PAGE);

        Paginator paging = list.read(50, TotalCountMeaning.TOTAL);

        assertThat(list.brought()).hasSize(100);
        assertThat(paging.meaning()).isEqualTo(TotalCountMeaning.PAGE);
        assertThat(paging.proof()).isEqualTo(Proof.WEAK);
    }

    @ParameterizedTest
    @CsvSource({"30, TOTAL", "99, TOTAL", "100, TOTAL", "101, TOTAL", "250, TOTAL", "1000, TOTAL", "100, NOTHING",
        "101, PAGE", "250, NOTHING", "250, PAGE", "250, ZERO"})
    void readsAListWhoseAnswersRepeatRecordsOfTheirOwn(int size, Counts counts) {
        List<UnaryOperator<List<String>>> repeats = List.of(
                page -> page.stream().flatMap(key -> Stream.of(key, key)).toList(),
                page -> Stream.concat(page.stream(), page.stream()).toList(),
                page -> Stream.concat(page.stream(), page.stream().limit(1)).toList(),
                page -> Stream.concat(page.stream().limit(1), page.stream()).toList());
        for (UnaryOperator<List<String>> repeat : repeats) {
            for (TotalCountMeaning known : List.of(TotalCountMeaning.UNKNOWN, TotalCountMeaning.TOTAL)) {
                PagedList list = new PagedList(size, NO_CAP, counts).repeating(repeat);

                Paginator paging = list.read(100, known);

                assertThat(list.brought()).hasSize(size);
                assertThat(paging.rereads()).isLessThan(5);
                assertThat(paging.proof()).isEqualTo(counts == Counts.TOTAL ? Proof.PROVED : Proof.WEAK);
            }
        }
    }

    @Test
    void asksForTwoRecordsAtLeastBecauseAnswersOverlap() {
        assertThat(new Paginator(1, TotalCountMeaning.UNKNOWN).limit()).isEqualTo(2);
    }

    @Test
    void looksAtTheHeadOfALongListWithOneRecord() {
        Paginator paging = new Paginator(3, TotalCountMeaning.TOTAL);
        paging.accept(List.of("a", "b", "c"), 4L);
        paging.accept(List.of("c", "d"), 4L);

        assertThat(paging.position()).isZero();
        assertThat(paging.limit()).isEqualTo(1);

        paging.accept(List.of("a"), 4L);
        assertThat(paging.more()).isFalse();
        assertThat(paging.proof()).isEqualTo(Proof.PROVED);
        assertThat(paging.total()).isEqualTo(4);
        assertThat(paging.seen().size()).isEqualTo(4);
    }

    @Test
    void findsARecordAddedAtTheHeadWhileAnotherWent() {
        PagedList list = new PagedList(120, NO_CAP, Counts.TOTAL);

        Paginator paging = list.read(50, TotalCountMeaning.TOTAL, request -> {
            if (request == 1) {
                list.remove(3);
                list.add();
            }
        });

        assertThat(list.brought()).hasSize(121).containsAll(list.listed());
        assertThat(paging.shifts()).isEqualTo(1);
        assertThat(paging.rereads()).isEqualTo(1);
        assertThat(paging.proof()).isEqualTo(Proof.WEAK);
    }

    @Test
    void stepsBackWhenRecordsHaveGone() {
        PagedList list = new PagedList(120, NO_CAP, Counts.PAGE);

        Paginator paging = list.read(50, TotalCountMeaning.PAGE, request -> {
            if (request == 1) {
                list.remove(3);
                list.remove(3);
            }
        });

        assertThat(list.brought()).containsAll(list.listed());
        assertThat(paging.shifts()).isEqualTo(1);
        assertThat(paging.rereads()).isEqualTo(1);
    }

    @Test
    void readsOnWhenRecordsHaveBeenAdded() {
        PagedList list = new PagedList(120, NO_CAP, Counts.TOTAL);

        Paginator paging = list.read(50, TotalCountMeaning.TOTAL, request -> {
            if (request == 1) {
                list.add();
                list.add();
            }
        });

        assertThat(list.brought()).isEqualTo(list.listed());
        assertThat(paging.shifts()).as("one between pages, one at the head").isEqualTo(2);
        assertThat(paging.proof()).as("the count was another at first").isEqualTo(Proof.WEAK);
    }

    @Test
    void doesNotTakeAnAnswerThatMayFollowAGap() {
        Paginator paging = new Paginator(3, TotalCountMeaning.PAGE);
        paging.accept(List.of("a", "b", "c"), 3L);

        // "a" and "b" have gone, and so has "c"'s place.
        boolean[] fresh = paging.accept(List.of("e", "f"), 2L);

        assertThat(fresh).containsExactly(false, false);
        assertThat(paging.position()).isZero();
        assertThat(paging.accept(List.of("c", "d", "e"), 3L)).containsExactly(false, true, true);
    }

    @Test
    void doesNotTakeRecordsFromBeforeAGapForTheStretchBehindIt() {
        Paginator paging = new Paginator(3, TotalCountMeaning.TOTAL);
        paging.accept(List.of("d", "e", "f"), 4L);
        paging.accept(List.of("f", "g"), 4L);
        paging.accept(List.of("z"), 8L);
        paging.accept(List.of("z", "y", "x"), 8L);

        // "z" and "y" have gone; between "x" and "d" there is a "w" that has not been seen.
        paging.accept(List.of("d", "e", "f"), 6L);

        assertThat(paging.more()).isTrue();
        assertThat(paging.accept(List.of("x", "w", "d"), 6L)).containsExactly(false, true, false);
        assertThat(paging.more()).isFalse();
    }

    @Test
    void takesAListOfOnePageForWholeOnlyWhenItShowsAgain() {
        PagedList list = new PagedList(8, 7, Counts.PAGE);

        // The server gives 7 records at most; the eighth is hidden when one of them goes.
        Paginator paging = list.read(50, TotalCountMeaning.PAGE, request -> {
            if (request == 1) {
                list.remove(2);
            }
        });

        assertThat(list.brought()).containsAll(list.listed());
        assertThat(paging.shifts()).isEqualTo(1);
        assertThat(paging.rereads()).isEqualTo(1);
        assertThat(paging.proof()).isEqualTo(Proof.WEAK);
    }

    @Test
    void doesNotJoinRecordsToOthersThatWereAddedBeforeThem() {
        Paginator paging = new Paginator(3, TotalCountMeaning.PAGE);
        paging.accept(List.of("a", "b", "c"), 3L);
        paging.accept(List.of("c"), 1L);
        // Nine records have been added before "a": those at 0 to 2 and at 6 to 8 have not been seen.
        paging.accept(List.of("n3", "n4", "n5"), 3L);

        // Four of them have gone, and "n6" to "n8" are at 2 to 4 now.
        boolean[] fresh = paging.accept(List.of("a", "b", "c"), 3L);

        assertThat(fresh).containsExactly(false, false, false);
        assertThat(paging.position()).isEqualTo(3);
        assertThat(paging.accept(List.of("n7", "n8", "a"), 3L)).containsOnly(false);
        assertThat(paging.position()).isZero();
        assertThat(paging.accept(List.of("n4", "n5", "n6"), 3L)).containsExactly(false, false, true);
    }

    @Test
    void doesNotTakeTheRecordsBehindAGapForTheEnd() {
        Paginator paging = new Paginator(3, TotalCountMeaning.PAGE);
        paging.accept(List.of("d", "e", "f"), 3L);
        paging.accept(List.of("f", "g"), 2L);
        paging.accept(List.of(), null);
        paging.accept(List.of("x"), 1L);
        paging.accept(List.of("x", "y", "z"), 3L);
        // The server gives less for once, and then "y" goes: a record between "z" and "d" has not been seen.
        paging.accept(List.of("z"), 1L);
        paging.accept(List.of("d", "e", "f"), 3L);

        assertThat(paging.position()).as("does not look at the head yet").isPositive();
    }

    @ParameterizedTest
    @EnumSource(TotalCountMeaning.class)
    void provesAnEmptyListUnlessItsCountIsKnownAsUnusable(TotalCountMeaning known) {
        Paginator paging = new Paginator(50, known);

        paging.accept(List.of(), 0L);

        assertThat(paging.more()).isFalse();
        assertThat(paging.proof()).isEqualTo(known == TotalCountMeaning.UNUSABLE ? Proof.WEAK : Proof.PROVED);
    }

    @Test
    void provesNothingWhileItReads() {
        Paginator paging = new Paginator(50, TotalCountMeaning.UNKNOWN);

        paging.accept(List.of("a"), 1L);

        assertThat(paging.proof()).isEqualTo(Proof.NONE);
    }

    @Test
    void provesAListThatCameInOneAnswerWhateverItsCountMeans() {
        assertThat(new PagedList(24, 50, Counts.TOTAL).read(50, TotalCountMeaning.UNKNOWN).proof())
                .isEqualTo(Proof.PROVED);
        assertThat(new PagedList(24, 50, Counts.PAGE).read(50, TotalCountMeaning.UNKNOWN).proof())
                .isEqualTo(Proof.PROVED);
        assertThat(new PagedList(50, 50, Counts.PAGE).read(50, TotalCountMeaning.PAGE).proof()).isEqualTo(Proof.PROVED);
        assertThat(new PagedList(24, 50, Counts.ZERO).read(50, TotalCountMeaning.UNKNOWN).proof())
                .isEqualTo(Proof.WEAK);
        assertThat(new PagedList(24, 50, Counts.NOTHING).read(50, TotalCountMeaning.PAGE).proof())
                .isEqualTo(Proof.WEAK);
    }

    @Test
    void cannotTellACountThatBecameAPagesFromATotalWhenTheServerAlsoGivesLessThanAsked() {
        // Where the guarantee ends: a full list of 7 looks the same. A reading that does not presume the meaning tells.
        PagedList misleading = new PagedList(20, 7, Counts.PAGE);
        misleading.read(50, TotalCountMeaning.TOTAL);
        assertThat(misleading.brought()).hasSize(7);

        PagedList list = new PagedList(20, 7, Counts.PAGE);
        Paginator paging = list.read(50, TotalCountMeaning.UNKNOWN);
        assertThat(list.brought()).hasSize(20);
        assertThat(paging.meaning()).isEqualTo(TotalCountMeaning.PAGE);
    }

    @Test
    void doesNotProveAListThatCameOneAtATimeWhenARecordWasHidden() {
        PagedList list = new PagedList(5, 1, Counts.TOTAL);

        Paginator paging = list.read(50, TotalCountMeaning.TOTAL, request -> {
            if (request == 2) {
                list.remove(0);
            }
        });

        assertThat(list.brought()).as("one was hidden").hasSize(4);
        assertThat(paging.proof()).isEqualTo(Proof.WEAK);
    }

    @Test
    void endsWhenTheListIsEmptied() {
        PagedList list = new PagedList(120, NO_CAP, Counts.TOTAL, false);

        Paginator paging = list.read(50, TotalCountMeaning.TOTAL, request -> {
            while (list.size() > 0) {
                list.remove(0);
            }
        });

        assertThat(paging.proof()).isEqualTo(Proof.WEAK);
    }

    @Test
    void countsARecordTwiceInOneAnswerAsADuplicateAndNotAsAShift() {
        Paginator paging = new Paginator(50, TotalCountMeaning.TOTAL);

        boolean[] fresh = paging.accept(List.of("a", "b", "a"), 3L);

        assertThat(fresh).containsExactly(true, true, false);
        assertThat(paging.more()).isFalse();
        assertThat(paging.shifts()).isZero();
        assertThat(paging.proof()).as("two records, but three are counted").isEqualTo(Proof.WEAK);
    }

    @ParameterizedTest
    @EnumSource(Counts.class)
    void refusesAServerThatIgnoresThePosition(Counts counts) {
        PagedList list = new PagedList(30, 7, counts).ignoringPositions();

        assertThatThrownBy(() -> list.read(50, TotalCountMeaning.UNKNOWN))
                .isInstanceOf(ListingException.class).hasMessageContaining("does the service ignore the position?");
        assertThat(list.brought()).hasSize(7);
    }

    @Test
    void readsAListOfOnePageThatIsKnownToBeWholeFromAServerThatIgnoresThePosition() {
        PagedList list = new PagedList(30, NO_CAP, Counts.TOTAL).ignoringPositions();

        assertThat(list.read(50, TotalCountMeaning.TOTAL).proof()).isEqualTo(Proof.PROVED);
    }

    @Test
    void refusesAListThatBeginsAgainBehindItsEnd() {
        List<String> ring = List.of("a", "b", "c", "d", "e");

        assertThatThrownBy(() -> read(3, TotalCountMeaning.UNKNOWN, position -> List.of(ring.get((int) (position % 5)),
                ring.get((int) ((position + 1) % 5)), ring.get((int) ((position + 2) % 5))), null))
                .isInstanceOf(ListingException.class).hasMessageContaining("after 50 rereads");
    }

    @Test
    void refusesAListWithoutEnd() {
        assertThatThrownBy(() -> read(2, TotalCountMeaning.UNKNOWN,
                position -> List.of("r" + position, "r" + (position + 1)), null))
                .isInstanceOf(ListingException.class).hasMessageContaining("request 100001");
    }

    @Test
    void givesUpAListWhoseRecordsAreOthersEachTime() {
        int[] answers = {0};

        assertThatThrownBy(() -> read(50, TotalCountMeaning.TOTAL,
                position -> position > 1 ? List.of() : List.of("r" + answers[0]++), 3L))
                .isInstanceOf(ListingException.class).hasMessageContaining("after 50 rereads");
    }

    @Test
    void givesUpAListThatMovesFasterThanItIsRead() {
        PagedList list = new PagedList(100, 2, Counts.NOTHING);

        assertThatThrownBy(() -> list.read(50, TotalCountMeaning.UNKNOWN, request -> {
            list.add();
            list.add();
        })).isInstanceOf(ListingException.class).hasMessageContaining("left to the next sync");
    }

    private static void read(int limit, TotalCountMeaning known, LongFunction<List<String>> server, Long count) {
        Paginator paging = new Paginator(limit, known);
        while (paging.more()) {
            paging.accept(server.apply(paging.position()), count);
        }
    }
}
