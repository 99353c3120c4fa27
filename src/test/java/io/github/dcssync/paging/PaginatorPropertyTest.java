package io.github.dcssync.paging;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.dcssync.paging.PagedList.Counts;
import java.util.Random;
import java.util.function.BiFunction;
import java.util.function.IntConsumer;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.ShrinkingMode;
import net.jqwik.api.statistics.Statistics;

/** What a listing promises whatever the server does, tried on a list that moves while it is read. */
class PaginatorPropertyTest {

    record Case(int size, int cap, Counts counts, boolean countsEmpty, int limit, TotalCountMeaning known) {

        PagedList list() {
            return new PagedList(size, cap, counts, countsEmpty);
        }

        /** A stale belief that the count is a total cannot be told from the truth when a capped answer fits it. */
        boolean isMisled() {
            return known == TotalCountMeaning.TOTAL && counts == Counts.PAGE && cap < Math.max(2, limit);
        }
    }

    /** A listing, to its end or to the exception that ended it. */
    record Outcome(PagedList list, Paginator paging, boolean ended) {

        static Outcome of(Case given, BiFunction<PagedList, Random, IntConsumer> moves, long seed) {
            PagedList list = given.list();
            Paginator paging = new Paginator(given.limit, given.known);
            try {
                list.read(paging, moves.apply(list, new Random(seed)));
                return new Outcome(list, paging, true);
            } catch (ListingException tooFast) {
                return new Outcome(list, paging, false);
            }
        }

        boolean isProved() {
            return paging.proof() == Proof.PROVED;
        }
    }

    @Property(seed = "1", tries = 1500, shrinking = ShrinkingMode.OFF)
    void bringsEveryRecordOfAListThatStandsStill(@ForAll("cases") Case given) {
        PagedList list = given.list();

        Paginator paging = list.read(given.limit, given.known);

        if (!given.isMisled()) {
            assertThat(list.brought()).isEqualTo(list.listed());
        }
        assertThat(paging.shifts()).isZero();
        assertThat(paging.rereads()).isZero();
        assertThat(paging.pages()).isLessThanOrEqualTo(2 * given.size + 4);
    }

    @Property(seed = "1", tries = 1000, shrinking = ShrinkingMode.OFF)
    void provesEveryListThatStandsStillOnceItsTotalIsKnown(@ForAll("cases") Case given) {
        PagedList list = new PagedList(given.size, given.cap, Counts.TOTAL, given.countsEmpty);

        Paginator paging = list.read(given.limit, TotalCountMeaning.TOTAL);

        if (given.size > 0 || given.countsEmpty) {
            assertThat(paging.proof()).isEqualTo(Proof.PROVED);
        }
        assertThat(paging.meaning()).isEqualTo(TotalCountMeaning.TOTAL);
    }

    @Property(seed = "1", tries = 2000, shrinking = ShrinkingMode.OFF)
    void bringsEveryRecordThatIsListedAtTheEndOfAListThatMoves(@ForAll("cases") Case given, @ForAll long seed) {
        Outcome outcome = Outcome.of(given, PaginatorPropertyTest::moves, seed);

        if (outcome.ended && given.cap > 1 && !given.isMisled()) {
            assertThat(outcome.list.brought()).containsAll(outcome.list.listed());
        }
    }

    @Property(seed = "1", tries = 15_000, shrinking = ShrinkingMode.OFF)
    void bringsEveryRecordOfAShortListThatMovesAllTheTime(@ForAll("shortCases") Case given, @ForAll long seed) {
        Outcome outcome = Outcome.of(given, PaginatorPropertyTest::moves, seed);

        if (outcome.ended && given.cap > 1 && !given.isMisled()) {
            assertThat(outcome.list.brought()).containsAll(outcome.list.listed());
        }
        Statistics.label("ended").collect(outcome.ended)
                .coverage(coverage -> coverage.check(true).percentage(percent -> percent > 85));
    }

    @Property(seed = "1", tries = 15_000, shrinking = ShrinkingMode.OFF)
    void provesOnlyWhatIsTheWholeList(@ForAll("shortCases") Case given, @ForAll long seed) {
        Outcome outcome = Outcome.of(given, PaginatorPropertyTest::moves, seed);

        if (outcome.isProved() && !given.isMisled()) {
            assertThat(outcome.list.brought()).isEqualTo(outcome.list.listed());
        }
        boolean moved = outcome.list.hasMoved();
        Statistics.label("proved, moved").collect(outcome.isProved(), moved)
                .coverage(coverage -> coverage.check(true, true).count(count -> count > 20));
    }

    @Property(seed = "1", tries = 2000, shrinking = ShrinkingMode.OFF)
    void readsAListThatMovesAFewTimesToItsEnd(@ForAll("cases") Case given, @ForAll long seed) {
        Outcome outcome = Outcome.of(given, PaginatorPropertyTest::fewMoves, seed);

        assertThat(outcome.ended).isTrue();
    }

    @Property(seed = "1", tries = 3000, shrinking = ShrinkingMode.OFF)
    void bringsEveryRecordOneAtATimeWhileRecordsAreOnlyAdded(@ForAll("shortCases") Case given, @ForAll long seed) {
        Case oneAtATime = new Case(given.size, 1, given.counts, given.countsEmpty, given.limit, given.known);
        Outcome outcome = Outcome.of(oneAtATime, PaginatorPropertyTest::additions, seed);

        if (outcome.ended && !oneAtATime.isMisled()) {
            assertThat(outcome.list.brought()).isEqualTo(outcome.list.listed());
        }
    }

    @Property(seed = "1", tries = 5000, shrinking = ShrinkingMode.OFF)
    void asksForAListOfAKnownTotalNoOftenerThanItsLengthAllows(@ForAll("shortCases") Case given, @ForAll long seed) {
        Case counted = new Case(given.size, given.cap, Counts.TOTAL, given.countsEmpty, given.limit,
                TotalCountMeaning.TOTAL);
        Outcome outcome = Outcome.of(counted, PaginatorPropertyTest::moves, seed);

        assertThat(outcome.paging.pages())
                .isLessThanOrEqualTo((outcome.paging.rereads() + 1) * (2 * outcome.list.longest() + 4));
    }

    /** Moves that keep the length, swell it, shrink it or come in bursts, as the seed has it. */
    private static IntConsumer moves(PagedList list, Random random) {
        double often = random.nextDouble() * random.nextDouble();
        double added = random.nextDouble();
        boolean balanced = random.nextBoolean();
        int burst = 1 + random.nextInt(random.nextInt(4) == 0 ? 60 : 4);
        return request -> {
            if (random.nextDouble() >= often) {
                return;
            }
            for (int i = random.nextInt(burst); i >= 0; i--) {
                boolean add = random.nextDouble() < added;
                if (add || balanced) {
                    list.add();
                }
                if ((!add || balanced) && list.size() > 0) {
                    list.remove(random.nextInt(4) == 0 ? 0 : random.nextInt(list.size()));
                }
            }
        };
    }

    private static IntConsumer fewMoves(PagedList list, Random random) {
        return request -> {
            if (request <= 4) {
                moves(list, random, random.nextInt(3), random.nextInt(3));
            }
        };
    }

    private static IntConsumer additions(PagedList list, Random random) {
        double often = random.nextDouble() * random.nextDouble();
        return request -> moves(list, random, random.nextDouble() < often ? 1 + random.nextInt(3) : 0, 0);
    }

    private static void moves(PagedList list, Random random, int added, int removed) {
        for (int i = 0; i < added; i++) {
            list.add();
        }
        for (int i = 0; i < removed && list.size() > 0; i++) {
            list.remove(random.nextInt(list.size()));
        }
    }

    @Provide
    Arbitrary<Case> cases() {
        return cases(Arbitraries.of(0, 1, 2, 6, 7, 8, 49, 50, 51, 99, 100, 101, 250, 1001),
                Arbitraries.of(PagedList.NO_CAP, 50, 7, 3, 2, 1), Arbitraries.of(1, 2, 7, 50, 51, 100, 1000));
    }

    @Provide
    Arbitrary<Case> shortCases() {
        return cases(Arbitraries.integers().between(0, 12), Arbitraries.of(PagedList.NO_CAP, 5, 3, 2, 1),
                Arbitraries.of(2, 3, 5, 10, 50));
    }

    private static Arbitrary<Case> cases(Arbitrary<Integer> sizes, Arbitrary<Integer> caps, Arbitrary<Integer> limits) {
        return Combinators.combine(sizes, caps, Arbitraries.of(Counts.class), Arbitraries.of(true, false), limits,
                Arbitraries.of(TotalCountMeaning.class)).as(Case::new);
    }
}
