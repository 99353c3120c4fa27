package io.github.dcssync.simulator;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.huaweicloud.sdk.core.auth.BasicCredentials;
import com.huaweicloud.sdk.core.exception.ServiceResponseException;
import com.huaweicloud.sdk.core.http.HttpConfig;
import com.huaweicloud.sdk.dcs.v2.DcsClient;
import com.huaweicloud.sdk.dcs.v2.model.BackupRecordResponse;
import com.huaweicloud.sdk.dcs.v2.model.InstanceListInfo;
import com.huaweicloud.sdk.dcs.v2.model.InstanceRestoreInfo;
import com.huaweicloud.sdk.dcs.v2.model.ListBackupRecordsRequest;
import com.huaweicloud.sdk.dcs.v2.model.ListBackupRecordsResponse;
import com.huaweicloud.sdk.dcs.v2.model.ListInstancesRequest;
import com.huaweicloud.sdk.dcs.v2.model.ListRestoreRecordsRequest;
import java.util.ArrayList;
import java.util.List;
import java.util.function.IntFunction;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** The vendor's own client takes the simulator for the real service. */
class SdkOracleTest {

    private final Simulator simulator = Simulator.start(SimulatorOptions.builder().instances(23)
            .backupsPerInstance(24).restoresPerInstance(31).build());
    private final Fleet fleet = simulator.fleet();

    @AfterEach
    void close() {
        simulator.close();
    }

    @Test
    void listsEveryBackupPageByPage() {
        DcsClient client = client(simulator.secretKey());
        for (String id : fleet.instanceIds()) {
            List<BackupRecordResponse> listed = pages(offset -> client.listBackupRecords(new ListBackupRecordsRequest()
                    .withInstanceId(id).withOffset(offset).withLimit(7)).getBackupRecordResponse());
            assertThat(listed).extracting(BackupRecordResponse::getBackupId)
                    .containsExactlyElementsOf(fleet.recordIds(SimulatedKind.BACKUP, id));
        }
    }

    @Test
    void readsTheFieldsOfABackupAsTheFleetHasThem() {
        String id = fleet.instanceIds().get(3);
        ListBackupRecordsResponse response = client(simulator.secretKey())
                .listBackupRecords(new ListBackupRecordsRequest().withInstanceId(id).withLimit(1000));
        assertThat(response.getTotalNum()).isEqualTo(24);
        assertThat(response.getBackupRecordResponse()).zipSatisfy(fleet.records(SimulatedKind.BACKUP, id),
                (listed, stored) -> {
                    assertThat(listed.getInstanceId()).isEqualTo(id);
                    assertThat(listed.getStatus().getValue()).isEqualTo(stored.get("status").asText());
                    assertThat(listed.getSize()).isEqualTo(stored.get("size").asLong());
                    assertThat(listed.getErrorCode()).isEqualTo(stored.get("error_code").textValue());
                    assertThat(listed.getPeriod()).isEqualTo(stored.get("period").textValue());
                    assertThat(listed.getCreatedAt()).isEqualTo(stored.get("created_at").asText());
                    assertThat(listed.getBackupFormat()).isIn(BackupRecordResponse.BackupFormatEnum.AOF,
                            BackupRecordResponse.BackupFormatEnum.RDB);
                });
    }

    @Test
    void listsEveryRestorePageByPage() {
        DcsClient client = client(simulator.secretKey());
        String id = fleet.instanceIds().get(1);
        List<InstanceRestoreInfo> listed = pages(offset -> client.listRestoreRecords(new ListRestoreRecordsRequest()
                .withInstanceId(id).withOffset(offset).withLimit(10)).getRestoreRecordResponse());
        assertThat(listed).extracting(InstanceRestoreInfo::getRestoreId)
                .containsExactlyElementsOf(fleet.recordIds(SimulatedKind.RESTORE, id));
    }

    @Test
    void listsEveryInstancePageByPage() {
        DcsClient client = client(simulator.secretKey());
        List<InstanceListInfo> listed = pages(offset -> client.listInstances(
                new ListInstancesRequest().withOffset(offset).withLimit(5)).getInstances());
        assertThat(listed).extracting(InstanceListInfo::getInstanceId)
                .containsExactlyElementsOf(fleet.instanceIds());
        assertThat(listed).allSatisfy(instance -> assertThat(instance.getFeatures()).isNotNull());
    }

    @Test
    void isRefusedWithAWrongSecret() {
        DcsClient client = client("wrong");
        assertThatThrownBy(() -> client.listInstances(new ListInstancesRequest()))
                .isInstanceOfSatisfying(ServiceResponseException.class, refusal -> {
                    assertThat(refusal.getHttpStatusCode()).isEqualTo(401);
                    assertThat(refusal.getErrorCode()).isEqualTo("APIGW.0301");
                    assertThat(refusal.getErrorMsg()).contains("verify aksk signature fail, canonicalRequest:GET|/v2/");
                    assertThat(refusal.getRequestId()).hasSize(32);
                });
    }

    private static <T> List<T> pages(IntFunction<List<T>> page) {
        List<T> all = new ArrayList<>();
        List<T> received = page.apply(0);
        while (!received.isEmpty()) {
            all.addAll(received);
            received = page.apply(all.size());
        }
        return all;
    }

    private DcsClient client(String secretKey) {
        return DcsClient.newBuilder().withEndpoints(List.of(simulator.endpoint().toString()))
                .withHttpConfig(HttpConfig.getDefaultHttpConfig())
                .withCredential(new BasicCredentials().withAk(simulator.accessKey()).withSk(secretKey)
                        .withProjectId(ApiClient.PROJECT))
                .build();
    }
}
