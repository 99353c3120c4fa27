package io.github.dcssync.bench;

import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;

/**
 * What is in the tables, in a few numbers that a loss, a doubling or a mistaken column would change.
 *
 * @param backups  rows
 * @param restores rows
 * @param bytes    the sum of the sizes of the backups, less a GiB each
 * @param errors   rows of both with an error code
 * @param times    rows of both with all times that all records have
 */
record Contents(long backups, long restores, long bytes, long errors, long times) {

    private static final String QUERY = """
            select sum(backups), sum(restores), sum(bytes), sum(errors), sum(times) from (
            select count(*) as backups, 0 as restores, coalesce(sum(size_bytes - 1073741824), 0) as bytes,
            count(error_code) as errors,
            count(case when created_at < updated_at and execution_at < updated_at then 1 end) as times
            from backup_record
            union all
            select 0, count(*), 0, count(error_code), count(case when created_at < updated_at then 1 end)
            from restore_record) found""";

    static Contents of(String url) throws SQLException {
        try (Connection connection = DriverManager.getConnection(url);
                Statement statement = connection.createStatement();
                ResultSet row = statement.executeQuery(QUERY)) {
            row.next();
            return new Contents(row.getLong(1), row.getLong(2), row.getLong(3), row.getLong(4), row.getLong(5));
        }
    }

    /** What there should be. */
    static Contents of(Fleet fleet) {
        long bytes = 0;
        for (int place = 0; place < fleet.backups(); place++) {
            bytes += RecordMaker.size(place) - RecordMaker.size(0);
        }
        long backups = (long) fleet.instances() * fleet.backups();
        long restores = (long) fleet.instances() * fleet.restores();
        long errors = fleet.instances() * (failed(fleet.backups()) + failed(fleet.restores()));
        return new Contents(backups, restores, bytes * fleet.instances(), errors, backups + restores);
    }

    private static long failed(int records) {
        long failed = 0;
        for (int place = 0; place < records; place++) {
            failed += RecordMaker.isFailed(place) ? 1 : 0;
        }
        return failed;
    }
}
