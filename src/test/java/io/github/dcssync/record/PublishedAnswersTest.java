package io.github.dcssync.record;

import static io.github.dcssync.record.Answers.columns;
import static io.github.dcssync.record.Answers.published;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.entry;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What the vendor has published of answers becomes the rows one would expect. */
class PublishedAnswersTest {

    @Test
    void readsTheBackupsOfTheOldPath() throws Exception {
        Row backup = only(ListKind.BACKUP, "v1.0-backups-otc");

        assertThat(backup.key()).isEqualTo("4631832a-14c6-45b0-a0b3-3abd8f591ad1");
        assertThat(columns(ListKind.BACKUP, backup)).containsOnly(
                entry("backup_name", "backup_20190510163116"),
                entry("backup_type", "manual"),
                entry("backup_format", "aof"),
                entry("status", "succeed"),
                entry("progress", "100.00"),
                entry("size_bytes", "880232"),
                entry("remark", "001"),
                entry("is_support_restore", "true"),
                entry("created_at", "2019-05-10T08:31:16.166000Z"),
                entry("execution_at", "2019-05-10T08:31:21.461000Z"),
                entry("updated_at", "2019-05-10T08:32:30.546000Z"));
    }

    @Test
    void readsTheBackupsOfTheNewPathWhereAnEmptyObjectStandsForNothing() throws Exception {
        Row backup = only(ListKind.BACKUP, "v2-backups-otc");

        assertThat(backup.key()).isEqualTo("4631832a-14c6-45b0-a0b3-3abd8f591ad1");
        assertThat(columns(ListKind.BACKUP, backup)).containsOnly(
                entry("backup_name", "backup_20190510163116"),
                entry("backup_type", "manual"),
                entry("backup_format", "aof"),
                entry("status", "succeed"),
                entry("progress", "100.00"),
                entry("size_bytes", "880232"),
                entry("remark", "001"),
                entry("is_support_restore", "true"),
                entry("created_at", "2019-05-10T08:31:16.166000Z"),
                entry("execution_at", "2019-05-11T08:31:16.166000Z"),
                entry("updated_at", "2019-05-10T08:32:30.546000Z"));
    }

    @Test
    void readsTheSameBackupTheSameWayFromBothPaths() throws Exception {
        Row old = only(ListKind.BACKUP, "v1.0-backups-huawei-2021");
        Row current = only(ListKind.BACKUP, "v2-backups-huawei-2021");

        assertThat(current.key()).isEqualTo(old.key());
        assertThat(current.values()).containsExactly(old.values());
        assertThat(columns(ListKind.BACKUP, current)).doesNotContainKeys("backup_format", "extra").hasSize(10);
    }

    @Test
    void readsAnAutomaticBackup() throws Exception {
        Row backup = only(ListKind.BACKUP, "backup-auto");

        assertThat(backup.key()).isEqualTo("68d5745e-6af2-40e4-945d-fe449be00148");
        assertThat(columns(ListKind.BACKUP, backup)).containsOnly(
                entry("backup_name", "backup_20180415230000"),
                entry("backup_type", "auto"),
                entry("status", "succeed"),
                entry("progress", "100.00"),
                entry("size_bytes", "126"),
                entry("remark", "remark"),
                entry("period", "22:00-23:00"),
                entry("is_support_restore", "true"),
                entry("created_at", "2018-04-15T22:00:00.780000Z"),
                entry("updated_at", "2018-04-15T22:01:10.823000Z"));
    }

    @Test
    void readsBackupsWithBooleansAndWithoutMilliseconds() throws Exception {
        Page page = Answers.read(ListKind.BACKUP, published("backups-loose-types"));

        assertThat(page.total()).isEqualTo(2);
        assertThat(page.keys()).containsExactly("backup-1", "backup-2");
        assertThat(columns(ListKind.BACKUP, page.rows().get(0)))
                .containsEntry("created_at", "2026-01-01T00:00:00.000000Z")
                .containsEntry("is_support_restore", "true");
        assertThat(columns(ListKind.BACKUP, page.rows().get(1)))
                .containsEntry("is_support_restore", "false").doesNotContainKey("created_at");
    }

    @Test
    void readsTheRestorationsOfTheOldPathWithTheirSourceInstance() throws Exception {
        Row restore = only(ListKind.RESTORE, "v1.0-restores-otc");

        assertThat(restore.key()).isEqualTo("a6155972-800c-4170-a479-3231e907d2f6");
        assertThat(columns(ListKind.RESTORE, restore)).containsOnly(
                entry("restore_name", "restore_20170718214120"),
                entry("restore_remark", "doctest"),
                entry("backup_id", "f4823e9e-fe9b-4ffd-be79-4e5d6de272bb"),
                entry("backup_name", "backup_20170718000002"),
                entry("source_instance_id", "dcb96c22-fd6f-41c0-88b5-544784558dd9"),
                entry("source_instance_name", "Test-DCS-MS-3-f79a983f"),
                entry("status", "succeed"),
                entry("progress", "100.00"),
                entry("created_at", "2017-07-18T21:41:20.721000Z"),
                entry("updated_at", "2017-07-18T21:41:35.182000Z"));
    }

    @ParameterizedTest
    @ValueSource(strings = {"v2-restores", "v1.0-restores-huawei-2021"})
    void readsRestorationsWithoutASourceInstance(String name) throws Exception {
        Row restore = only(ListKind.RESTORE, name);

        assertThat(restore.key()).isEqualTo("a6155972-800c-4170-a479-3231e907d2f6");
        assertThat(columns(ListKind.RESTORE, restore)).containsOnly(
                entry("restore_name", "restore_20170718214120"),
                entry("restore_remark", "doctest"),
                entry("backup_id", "f4823e9e-fe9b-4ffd-be79-4e5d6de272bb"),
                entry("backup_name", "backup_20170718000002"),
                entry("status", "succeed"),
                entry("progress", "100.00"),
                entry("created_at", "2017-07-18T21:41:20.721000Z"),
                entry("updated_at", "2017-07-18T21:41:35.182000Z"));
    }

    @Test
    void readsASmallInstanceWhoseCapacityStandsInTheMinorField() throws Exception {
        Row instance = only(ListKind.INSTANCE, "v2-instances-otc");

        assertThat(instance.key()).isEqualTo("c830053e-d5a3-4bc0-b6d6-ca37d1ea9dd5");
        assertThat(columns(ListKind.INSTANCE, instance)).contains(
                entry("name", "dcs-lpvo0829"),
                entry("engine", "Redis"),
                entry("engine_version", "5.0"),
                entry("status", "RUNNING"),
                entry("capacity_gb", "0.125"),
                entry("spec_code", "redis.ha.xu1.tiny.r2.128"),
                entry("created_at", "2022-08-29T09:00:34.335000Z")).hasSize(8);
        assertThat(instance.value(ListKind.INSTANCE, "extra"))
                .startsWith("{\"az_codes\":[\"region01\",\"region02\"],\"charging_mode\":0,")
                .contains("\"features\":{\"support_acl\":true,", "\"max_memory\":128,", "\"tags\":[{\"key\":1,")
                .doesNotContain("used_memory", "updated_at", "user_id", "user_name", "order_id", "publicip_id");
    }

    @ParameterizedTest
    @ValueSource(strings = {"v1.0-instances-otc", "v1.0-instances-huawei-2021", "v2-instances-huawei-2021"})
    void readsTheInstancesOfOtherEditions(String name) throws Exception {
        Row instance = only(ListKind.INSTANCE, name);

        assertThat(instance.key()).hasSize(36);
        assertThat(columns(ListKind.INSTANCE, instance)).containsKeys("name", "status", "created_at", "extra")
                .containsEntry("engine", "Redis");
        assertThat(instance.value(ListKind.INSTANCE, "capacity_gb")).isIn("2.000", "4.000");
        assertThat(instance.value(ListKind.INSTANCE, "extra")).doesNotContain("update_at", "used_memory");
    }

    private static Row only(ListKind kind, String name) throws Exception {
        Page page = Answers.read(kind, published(name));
        assertThat(page.kind()).isEqualTo(kind);
        assertThat(page.total()).isEqualTo(1);
        assertThat(page.elements()).hasSize(1);
        return page.rows().get(0);
    }
}
