package io.github.dcssync.bench.contender;

import java.util.ArrayList;
import java.util.List;

/**
 * As little as copies the lists: HTTP by hand, bytes that become a row without being text in between, and the
 * database's fastest way in. No signatures, no history, no proof, no retries.
 */
final class Floor {

    private static final int INSTANCES_A_PAGE = 1000;
    private static final int BACKUPS_A_PAGE = 100;
    private static final int RESTORES_A_PAGE = 1000;

    private final Job job;

    private Floor(Job job) {
        this.job = job;
    }

    /** @param arguments a {@link Job} */
    public static void main(String[] arguments) throws Exception {
        new Floor(Job.of(arguments)).run();
    }

    private void run() throws Exception {
        List<String> instances = new ArrayList<>();
        try (RawConnection http = new RawConnection(job.endpoint())) {
            list(http, "/v2/" + job.project() + "/instances?offset=", 0, INSTANCES_A_PAGE,
                    new PageScanner(List.of("instance_id")), row -> instances.add(String.valueOf(row.text(0))));
        }
        Shares.run(Math.min(job.threads(), instances.size()), first -> copy(instances, first));
    }

    private Void copy(List<String> instances, int first) throws Exception {
        try (RawConnection http = new RawConnection(job.endpoint());
                Target backups = Target.open(job, Table.BACKUPS);
                Target restores = Target.open(job, Table.RESTORES)) {
            PageScanner backupPages = scanner(Table.BACKUPS);
            PageScanner restorePages = scanner(Table.RESTORES);
            for (int i = first; i < instances.size(); i += job.threads()) {
                String id = instances.get(i);
                String lists = job.project() + "/instances/" + id;
                list(http, "/v1.0/" + lists + "/backups?start=", 1, BACKUPS_A_PAGE, backupPages,
                        row -> backups.add(id, row));
                list(http, "/v2/" + lists + "/restores?offset=", 0, RESTORES_A_PAGE, restorePages,
                        row -> restores.add(id, row));
            }
        }
        return null;
    }

    private static PageScanner scanner(Table table) {
        return new PageScanner(table.fields().stream().map(Table.Field::name).toList());
    }

    private static void list(RawConnection http, String target, int first, int limit, PageScanner pages,
            PageScanner.RowSink sink) throws Exception {
        int received = 0;
        int rows;
        do {
            http.get(target + (first + received) + "&limit=" + limit);
            rows = pages.scan(http.answer(), http.body(), sink);
            received += rows;
        } while (rows > 0 && received < pages.total());
    }
}
