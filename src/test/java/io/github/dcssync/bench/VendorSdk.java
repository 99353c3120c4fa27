package io.github.dcssync.bench;

import com.huaweicloud.sdk.core.auth.BasicCredentials;
import com.huaweicloud.sdk.core.http.HttpConfig;
import com.huaweicloud.sdk.dcs.v2.DcsClient;
import com.huaweicloud.sdk.dcs.v2.model.BackupRecordResponse;
import com.huaweicloud.sdk.dcs.v2.model.InstanceListInfo;
import com.huaweicloud.sdk.dcs.v2.model.InstanceRestoreInfo;
import com.huaweicloud.sdk.dcs.v2.model.ListBackupRecordsRequest;
import com.huaweicloud.sdk.dcs.v2.model.ListInstancesRequest;
import com.huaweicloud.sdk.dcs.v2.model.ListRestoreRecordsRequest;
import java.math.BigDecimal;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.PreparedStatement;
import java.sql.Types;
import java.time.OffsetDateTime;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.function.IntFunction;

/** What many would write: the vendor's SDK, and JDBC with an upsert a row or a batch a page. */
final class VendorSdk {

    private static final String BACKUP = "insert into backup_record (instance_id, source, project_id, first_seen_at,"
            + " changed_at, backup_id, backup_name, backup_type, backup_format, status, progress, size_bytes, remark,"
            + " period, error_code, created_at, execution_at, updated_at) values (?, 'default', 'project', now(),"
            + " now(), ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?) on conflict (instance_id, backup_id) do update set"
            + " status = excluded.status, progress = excluded.progress, updated_at = excluded.updated_at";
    private static final String RESTORE = "insert into restore_record (instance_id, source, project_id, first_seen_at,"
            + " changed_at, restore_id, restore_name, restore_remark, backup_id, backup_name, backup_remark, status,"
            + " progress, error_code, created_at, updated_at) values (?, 'default', 'project', now(), now(), ?, ?, ?,"
            + " ?, ?, ?, ?, ?, ?, ?, ?) on conflict (instance_id, restore_id) do update set status = excluded.status,"
            + " progress = excluded.progress, updated_at = excluded.updated_at";

    private final Job job;
    private final boolean batch;
    private final DcsClient client;

    private VendorSdk(Job job) {
        this.job = job;
        this.batch = job.style().equals("batch");
        this.client = DcsClient.newBuilder().withCredential(new BasicCredentials().withAk(job.accessKey())
                .withSk(job.secretKey()).withProjectId(job.project())).withEndpoints(List.of(job.endpoint()))
                .withHttpConfig(HttpConfig.getDefaultHttpConfig()).build();
    }

    /** @param arguments a {@link Job}; style {@code rows} upserts row by row, {@code batch} a page at a time */
    public static void main(String[] arguments) throws Exception {
        new VendorSdk(Job.of(arguments)).run();
        // The SDK's own threads would keep the process for a minute.
        System.exit(0);
    }

    private void run() throws Exception {
        List<InstanceListInfo> instances = pages(1000, offset -> client.listInstances(
                new ListInstancesRequest().withOffset(offset).withLimit(1000)).getInstances());
        ExecutorService threads = Executors.newFixedThreadPool(job.threads());
        List<Callable<Void>> shares = new ArrayList<>();
        for (int i = 0; i < job.threads(); i++) {
            int first = i;
            shares.add(() -> copy(first, instances));
        }
        for (Future<Void> share : threads.invokeAll(shares)) {
            share.get();
        }
        threads.shutdown();
    }

    private Void copy(int first, List<InstanceListInfo> instances) throws Exception {
        try (Connection connection = DriverManager.getConnection(job.url() + "&reWriteBatchedInserts=true")) {
            connection.setAutoCommit(!batch);
            for (int i = first; i < instances.size(); i += job.threads()) {
                backups(connection, instances.get(i).getInstanceId());
                restores(connection, instances.get(i).getInstanceId());
            }
        }
        return null;
    }

    private void backups(Connection connection, String id) throws Exception {
        try (PreparedStatement upsert = connection.prepareStatement(BACKUP)) {
            for (int offset = 0, received = 1; received > 0; offset += received) {
                List<BackupRecordResponse> page = client.listBackupRecords(new ListBackupRecordsRequest()
                        .withInstanceId(id).withOffset(offset).withLimit(100)).getBackupRecordResponse();
                for (BackupRecordResponse backup : page) {
                    write(upsert, id, backup.getBackupId(), backup.getBackupName(), text(backup.getBackupType()),
                            text(backup.getBackupFormat()), text(backup.getStatus()), number(backup.getProgress()),
                            backup.getSize(), backup.getRemark(), backup.getPeriod(), backup.getErrorCode(),
                            time(backup.getCreatedAt()), time(backup.getExecutionAt()), time(backup.getUpdatedAt()));
                }
                received = page.size();
                flush(connection, upsert);
            }
        }
    }

    private void restores(Connection connection, String id) throws Exception {
        try (PreparedStatement upsert = connection.prepareStatement(RESTORE)) {
            for (int offset = 0, received = 1; received > 0; offset += received) {
                List<InstanceRestoreInfo> page = client.listRestoreRecords(new ListRestoreRecordsRequest()
                        .withInstanceId(id).withOffset(offset).withLimit(1000)).getRestoreRecordResponse();
                for (InstanceRestoreInfo restore : page) {
                    write(upsert, id, restore.getRestoreId(), restore.getRestoreName(), restore.getRestoreRemark(),
                            restore.getBackupId(), restore.getBackupName(), restore.getBackupRemark(),
                            text(restore.getStatus()), number(restore.getProgress()), restore.getErrorCode(),
                            time(restore.getCreatedAt()), time(restore.getUpdatedAt()));
                }
                received = page.size();
                flush(connection, upsert);
            }
        }
    }

    private void write(PreparedStatement upsert, Object... values) throws Exception {
        for (int i = 0; i < values.length; i++) {
            if (values[i] == null) {
                upsert.setNull(i + 1, Types.NULL);
            } else {
                upsert.setObject(i + 1, values[i]);
            }
        }
        if (batch) {
            upsert.addBatch();
        } else {
            upsert.executeUpdate();
        }
    }

    private void flush(Connection connection, PreparedStatement upsert) throws Exception {
        if (batch) {
            upsert.executeBatch();
            connection.commit();
        }
    }

    private static <T> List<T> pages(int limit, IntFunction<List<T>> page) {
        List<T> all = new ArrayList<>();
        List<T> received;
        do {
            received = page.apply(all.size());
            all.addAll(received);
        } while (received.size() == limit);
        return all;
    }

    private static String text(Object value) {
        return value == null ? null : value.toString();
    }

    private static BigDecimal number(String value) {
        return value == null || value.isEmpty() ? null : new BigDecimal(value);
    }

    private static OffsetDateTime time(String value) {
        return value == null || value.isEmpty() ? null : OffsetDateTime.parse(value);
    }
}
