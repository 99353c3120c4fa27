package io.github.dcssync.sync;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.dcssync.sync.PagedList.Counts;
import java.util.Random;
import java.util.Set;
import java.util.function.Consumer;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.ShrinkingMode;
import net.jqwik.api.statistics.Statistics;

/** What a listing promises whatever the server does, tried on a list that moves while it is read. */
class PagingPropertyTest {

    record Case(int size, int cap, Counts counts, boolean countsEmpty, int limit, TotalMeaning known) {

        PagedList list() {
            return new PagedList(size, cap, counts, countsEmpty);
        }

        /** A stale belief that the count is a total cannot be told from the truth when a capped answer fits it. */
        boolean isMisled() {
            return known == TotalMeaning.TOTAL && counts == Counts.PAGE && cap < Math.max(2, limit);
        }
    }

    @Property(tries = 3000, shrinking = ShrinkingMode.OFF)
    void bringsEveryRecordOfAListThatStandsStill(@ForAll("cases") Case given) {
        PagedList list = given.list();

        Paging paging = list.read(given.limit, given.known);

        if (!given.isMisled()) {
            assertThat(list.brought()).isEqualTo(list.listed());
        }
        assertThat(paging.shifts()).isZero();
        assertThat(paging.rereads()).isZero();
    }

    @Property(tries = 6000, shrinking = ShrinkingMode.OFF)
    void bringsEveryRecordThatIsListedAtTheEndOfAListThatMoves(@ForAll("cases") Case given, @ForAll long seed) {
        Outcome outcome = readMoving(given, seed);

        if (outcome.ended && given.cap > 1 && !given.isMisled()) {
            assertThat(outcome.brought()).containsAll(outcome.listed());
        }
    }

    @Property(tries = 20_000, shrinking = ShrinkingMode.OFF)
    void bringsEveryRecordOfAShortListThatMovesAllTheTime(@ForAll("shortCases") Case given, @ForAll long seed) {
        Outcome outcome = readMoving(given, seed);

        Statistics.label("ended").collect(outcome.ended);
        if (outcome.ended && given.cap > 1 && !given.isMisled()) {
            assertThat(outcome.brought()).containsAll(outcome.listed());
        }
    }

    @Property(tries = 20_000, shrinking = ShrinkingMode.OFF)
    void provesOnlyWhatIsTheWholeList(@ForAll("shortCases") Case given, @ForAll long seed) {
        Outcome outcome = readMoving(given, seed);

        Statistics.label("proved").collect(outcome.ended && outcome.paging.proof() == Proof.PROVED);
        if (outcome.ended && outcome.paging.proof() == Proof.PROVED && !given.isMisled()) {
            assertThat(outcome.brought()).isEqualTo(outcome.listed());
        }
    }

    record Outcome(PagedList list, Paging paging, boolean ended) {

        Set<String> brought() {
            return list.brought();
        }

        Set<String> listed() {
            return list.listed();
        }
    }

    private static Outcome readMoving(Case given, long seed) {
        PagedList list = given.list();
        try {
            return new Outcome(list, list.read(given.limit, given.known, moves(list, new Random(seed))), true);
        } catch (ListingException tooFast) {
            return new Outcome(list, null, false);
        }
    }

    /** Moves that keep the length, swell it, shrink it or come in bursts, as the seed has it. */
    static Consumer<Integer> moves(PagedList list, Random random) {
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

    @Provide
    Arbitrary<Case> cases() {
        return cases(Arbitraries.of(0, 1, 2, 6, 7, 8, 49, 50, 51, 99, 100, 101, 250, 1999),
                Arbitraries.of(PagedList.NO_CAP, 50, 7, 3, 2, 1), Arbitraries.of(1, 2, 7, 50, 51, 100, 1000));
    }

    @Provide
    Arbitrary<Case> shortCases() {
        return cases(Arbitraries.integers().between(0, 12), Arbitraries.of(PagedList.NO_CAP, 5, 3, 2, 1),
                Arbitraries.of(2, 3, 5, 10, 50));
    }

    private static Arbitrary<Case> cases(Arbitrary<Integer> sizes, Arbitrary<Integer> caps, Arbitrary<Integer> limits) {
        return Combinators.combine(sizes, caps, Arbitraries.of(Counts.class), Arbitraries.of(true, false), limits,
                Arbitraries.of(TotalMeaning.class)).as(Case::new);
    }
}
