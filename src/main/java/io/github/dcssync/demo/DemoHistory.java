package io.github.dcssync.demo;

import io.github.dcssync.sync.SyncRequest;
import java.time.Duration;
import java.util.Comparator;
import java.util.List;
import java.util.stream.Stream;

/** The syncs that came before the demo's first one, and how the service behaved during each. */
public final class DemoHistory {

    private static final String DEMO = DemoService.DEMO;
    private static final String FORMER = DemoService.FORMER;
    private static final List<Integer> FORMER_SUCCESSES_HOURS_AGO = List.of(44 * 24, 30 * 24, 16 * 24, 27);
    /** Each time later than the pause that the failure before had brought; the last one lasts for half a day more. */
    private static final List<Integer> FORMER_FAILURES_HOURS_AGO = List.of(26, 25, 24, 23, 22, 20, 17, 12, 3);

    private DemoHistory() {
    }

    private record Visit(Duration ago, String source, Trouble trouble) {
    }

    /** What a service does that does not work as it should. */
    private interface Trouble {

        Trouble NONE = service -> {};

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
        return Stream.of(
                new Visit(Duration.ofDays(45), DEMO, Trouble.NONE),
                new Visit(Duration.ofDays(31), DEMO, DemoService::refuseOneInstance),
                new Visit(Duration.ofDays(17), DEMO, DemoService::refuseOneInstance),
                new Visit(Duration.ofDays(2), DEMO, Trouble.NONE));
    }

    private static Stream<Visit> formerVisits() {
        Stream<Visit> fine = FORMER_SUCCESSES_HOURS_AGO.stream()
                .map(hours -> new Visit(Duration.ofHours(hours), FORMER, Trouble.NONE));
        Stream<Visit> failing = FORMER_FAILURES_HOURS_AGO.stream()
                .map(hours -> new Visit(Duration.ofHours(hours), FORMER, DemoService::refuseOneFormerInstance));
        Visit refused = new Visit(Duration.ofHours(2), FORMER, DemoService::refuseFormerSource);
        return Stream.of(fine, failing, Stream.of(refused)).flatMap(visits -> visits);
    }
}
