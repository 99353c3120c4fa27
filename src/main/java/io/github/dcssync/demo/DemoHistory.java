package io.github.dcssync.demo;

import io.github.dcssync.sync.SyncRequest;
import java.time.Duration;
import java.util.Comparator;
import java.util.List;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/** The syncs that came before the demo's first one, and how the service behaved during each. */
public final class DemoHistory {

    /** More than a day: the longest quarantine is over by then. */
    private static final Duration BETWEEN_FORMER_SYNCS = Duration.ofHours(25);
    private static final Duration LAST_FORMER_SYNC = Duration.ofHours(3);
    /** So often the list must fail for its quarantine to last a day. */
    private static final int FORMER_FAILURES = 10;

    private DemoHistory() {
    }

    private record Visit(Duration ago, String source, Trouble trouble) {
    }

    /** What a service does that does not work as it should. */
    private interface Trouble {

        Trouble NONE = service -> { };

        void begin(DemoService service);
    }

    /** Runs one sync to its end. */
    public interface Syncing {

        void sync(SyncRequest request) throws Exception;
    }

    /** Runs all of them, oldest first, and leaves the service in the present. */
    public static void replay(DemoService service, Syncing syncing) throws Exception {
        List<Visit> visits = Stream.concat(visits(), formerVisits())
                .sorted(Comparator.comparing(Visit::ago).reversed()).toList();
        for (Visit visit : visits) {
            service.show(visit.ago());
            visit.trouble().begin(service);
            syncing.sync(new SyncRequest(visit.source(), "schedule", List.of()));
        }
        service.show(Duration.ZERO);
    }

    private static Stream<Visit> visits() {
        return Stream.of(visit(50, Trouble.NONE), visit(34, DemoService::refuseOneInstance),
                visit(18, DemoService::refuseOneInstance), visit(2, Trouble.NONE));
    }

    private static Visit visit(int daysAgo, Trouble trouble) {
        return new Visit(Duration.ofDays(daysAgo), "demo", trouble);
    }

    private static Stream<Visit> formerVisits() {
        Stream<Visit> fine = Stream.of(55, 39, 23).map(days ->
                new Visit(Duration.ofDays(days), "staging", Trouble.NONE));
        Stream<Visit> failing = IntStream.range(0, FORMER_FAILURES).mapToObj(number -> new Visit(
                LAST_FORMER_SYNC.plus(BETWEEN_FORMER_SYNCS.multipliedBy(number)), "staging",
                DemoService::refuseOneFormerInstance));
        Stream<Visit> refused = Stream.of(new Visit(LAST_FORMER_SYNC.dividedBy(2), "staging",
                DemoService::refuseFormerSource));
        return Stream.of(fine, failing, refused).flatMap(visits -> visits);
    }
}
