package io.github.dcssync.bench.contender;

import com.huaweicloud.sdk.core.auth.BasicCredentials;
import com.huaweicloud.sdk.core.http.HttpConfig;
import com.huaweicloud.sdk.dcs.v2.DcsClient;
import com.huaweicloud.sdk.dcs.v2.model.BackupRecordResponse;
import com.huaweicloud.sdk.dcs.v2.model.InstanceListInfo;
import com.huaweicloud.sdk.dcs.v2.model.InstanceRestoreInfo;
import com.huaweicloud.sdk.dcs.v2.model.ListBackupRecordsRequest;
import com.huaweicloud.sdk.dcs.v2.model.ListBackupRecordsResponse;
import com.huaweicloud.sdk.dcs.v2.model.ListInstancesRequest;
import com.huaweicloud.sdk.dcs.v2.model.ListRestoreRecordsRequest;
import com.huaweicloud.sdk.dcs.v2.model.ListRestoreRecordsResponse;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** What many would write: the vendor's SDK, a few threads, and a JDBC batch of upserts a page. */
final class VendorSdk {

    private static final int INSTANCES_A_PAGE = 1000;
    private static final int BACKUPS_A_PAGE = 100;
    private static final int RESTORES_A_PAGE = 1000;
    private static final BatchUpsert BACKUPS = new BatchUpsert(Table.BACKUPS);
    private static final BatchUpsert RESTORES = new BatchUpsert(Table.RESTORES);

    private final Job job;
    private final DcsClient client;

    private VendorSdk(Job job) {
        this.job = job;
        this.client = DcsClient.newBuilder().withCredential(new BasicCredentials().withAk("access-key")
                .withSk("secret-key").withProjectId(job.project())).withEndpoints(List.of(job.endpoint().toString()))
                .withHttpConfig(HttpConfig.getDefaultHttpConfig()).build();
    }

    /** @param arguments a {@link Job} */
    public static void main(String[] arguments) throws Exception {
        new VendorSdk(Job.of(arguments)).run();
        // The SDK's own threads would keep the process for a minute.
        System.exit(0);
    }

    private void run() throws Exception {
        List<InstanceListInfo> instances = instances();
        Shares.run(Math.min(job.threads(), instances.size()), first -> copy(instances, first));
    }

    private List<InstanceListInfo> instances() {
        List<InstanceListInfo> all = new ArrayList<>();
        List<InstanceListInfo> page;
        do {
            page = client.listInstances(new ListInstancesRequest().withOffset(all.size()).withLimit(INSTANCES_A_PAGE))
                    .getInstances();
            all.addAll(page);
        } while (page.size() == INSTANCES_A_PAGE);
        return all;
    }

    private Void copy(List<InstanceListInfo> instances, int first) throws Exception {
        try (Connection connection = BatchUpsert.connect(job.url());
                PreparedStatement backups = connection.prepareStatement(BACKUPS.sql());
                PreparedStatement restores = connection.prepareStatement(RESTORES.sql())) {
            for (int i = first; i < instances.size(); i += job.threads()) {
                String id = instances.get(i).getInstanceId();
                backups(connection, backups, id);
                restores(connection, restores, id);
            }
        }
        return null;
    }

    private void backups(Connection connection, PreparedStatement upsert, String id) throws Exception {
        int received = 0;
        ListBackupRecordsResponse page;
        do {
            page = client.listBackupRecords(new ListBackupRecordsRequest().withInstanceId(id).withOffset(received)
                    .withLimit(BACKUPS_A_PAGE));
            for (BackupRecordResponse backup : page.getBackupRecordResponse()) {
                BACKUPS.set(upsert, id, backup.getBackupId(), backup.getBackupName(), text(backup.getBackupType()),
                        text(backup.getBackupFormat()), text(backup.getStatus()), backup.getProgress(),
                        text(backup.getSize()), backup.getRemark(), backup.getPeriod(), backup.getErrorCode(),
                        backup.getIsSupportRestore(), backup.getCreatedAt(), backup.getExecutionAt(),
                        backup.getUpdatedAt());
                upsert.addBatch();
            }
            received += page.getBackupRecordResponse().size();
            upsert.executeBatch();
            connection.commit();
        } while (!page.getBackupRecordResponse().isEmpty() && received < page.getTotalNum());
    }

    private void restores(Connection connection, PreparedStatement upsert, String id) throws Exception {
        int received = 0;
        ListRestoreRecordsResponse page;
        do {
            page = client.listRestoreRecords(new ListRestoreRecordsRequest().withInstanceId(id).withOffset(received)
                    .withLimit(RESTORES_A_PAGE));
            for (InstanceRestoreInfo restore : page.getRestoreRecordResponse()) {
                // The SDK does not know the instance that the backup was of.
                RESTORES.set(upsert, id, restore.getRestoreId(), restore.getRestoreName(), restore.getRestoreRemark(),
                        restore.getBackupId(), restore.getBackupName(), restore.getBackupRemark(), null, null,
                        text(restore.getStatus()), restore.getProgress(), restore.getErrorCode(),
                        restore.getCreatedAt(), restore.getUpdatedAt());
                upsert.addBatch();
            }
            received += page.getRestoreRecordResponse().size();
            upsert.executeBatch();
            connection.commit();
        } while (!page.getRestoreRecordResponse().isEmpty() && received < page.getTotalNum());
    }

    private static @Nullable String text(@Nullable Object value) {
        return value == null ? null : value.toString();
    }
}
