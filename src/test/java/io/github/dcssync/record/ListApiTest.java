package io.github.dcssync.record;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.huaweicloud.sdk.core.http.Field;
import com.huaweicloud.sdk.core.http.HttpRequestDef;
import com.huaweicloud.sdk.dcs.v2.DcsMeta;
import java.time.Instant;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;

class ListApiTest {

    private static final Instant SINCE = Instant.parse("2017-07-18T00:00:00Z");
    private static final Instant UNTIL = Instant.parse("2017-07-18T23:59:59Z");

    static Stream<Arguments> requestsOfTheVendorsSdk() {
        return Stream.of(Arguments.of(ListKind.BACKUP, DcsMeta.listBackupRecords),
                Arguments.of(ListKind.RESTORE, DcsMeta.listRestoreRecords),
                Arguments.of(ListKind.INSTANCE, DcsMeta.listInstances));
    }

    /** The vendor has an SDK for v2 alone. */
    @ParameterizedTest
    @MethodSource("requestsOfTheVendorsSdk")
    void asksV2AsTheVendorsSdkDoes(ListKind list, HttpRequestDef<?, ?> request) {
        ListApi api = api(list, "v2");
        List<String> names = request.getRequestFields().stream().map(Field::getName).toList();

        assertThat(api.path()).isEqualTo(request.getUri());
        assertThat(names).contains(api.position(), api.limit());
        if (list.belongsToInstance()) {
            assertThat(names).contains(api.begin(), api.end());
        }
    }

    /** The requests of the vendor's pages. */
    @ParameterizedTest
    @CsvSource({
        "BACKUP, v1.0, 0, start=1&limit=100&beginTime=20170718000000&endTime=20170718235959",
        "BACKUP, v1.0, 99, start=100&limit=100&beginTime=20170718000000&endTime=20170718235959",
        "BACKUP, v2, 0, offset=0&limit=100&begin_time=20170718000000&end_time=20170718235959",
        "RESTORE, v1.0, 0, start=1&limit=100&beginTime=20170718000000&endTime=20170718235959",
        "RESTORE, v1.0, 99, start=100&limit=100&beginTime=20170718000000&endTime=20170718235959",
        "RESTORE, v2, 99, offset=99&limit=100&begin_time=20170718000000&end_time=20170718235959"})
    void asksForAPositionAndATimeAsItsVersionCountsAndCallsThem(ListKind list, String version, long position,
            String query) {
        assertThat(api(list, version).query(position, 100, SINCE, UNTIL)).isEqualTo(query);
    }

    @Test
    void leavesOutWhatThereIsNothingToSayFor() {
        assertThat(api(ListKind.RESTORE, "v2").query(0, 10, null, null)).isEqualTo("offset=0&limit=10");
        assertThat(api(ListKind.RESTORE, "v2").query(0, 10, SINCE, null))
                .isEqualTo("offset=0&limit=10&begin_time=20170718000000");
        assertThat(api(ListKind.BACKUP, "v1.0").query(0, 10, null, UNTIL))
                .isEqualTo("start=1&limit=10&endTime=20170718235959");
    }

    @Test
    void putsIdsIntoItsPathThatMeanThemselvesThere() {
        assertThat(api(ListKind.BACKUP, "v1.0").pathOf("p", "i")).isEqualTo("/v1.0/p/instances/i/backups");
        assertThat(api(ListKind.INSTANCE, "v2").pathOf("p", "")).isEqualTo("/v2/p/instances");
        assertThatThrownBy(() -> api(ListKind.BACKUP, "v2").pathOf("p", "../x"))
                .isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> api(ListKind.BACKUP, "v2").pathOf("p", ""))
                .isInstanceOf(IllegalArgumentException.class);
    }

    private static ListApi api(ListKind list, String version) {
        return list.apis().stream().filter(api -> api.version().equals(version)).findFirst().orElseThrow();
    }
}
