-- What 0.1.0 made in MariaDB, without rows but those of Flyway: from mariadb-dump.
SET foreign_key_checks = 0;
CREATE TABLE `DCS_QRTZ_BLOB_TRIGGERS` (
  `SCHED_NAME` varchar(120) NOT NULL,
  `TRIGGER_NAME` varchar(200) NOT NULL,
  `TRIGGER_GROUP` varchar(200) NOT NULL,
  `BLOB_DATA` longblob DEFAULT NULL,
  PRIMARY KEY (`SCHED_NAME`,`TRIGGER_NAME`,`TRIGGER_GROUP`),
  CONSTRAINT `DCS_QRTZ_BLOB_TRIGGERS_ibfk_1` FOREIGN KEY (`SCHED_NAME`, `TRIGGER_NAME`, `TRIGGER_GROUP`) REFERENCES `DCS_QRTZ_TRIGGERS` (`SCHED_NAME`, `TRIGGER_NAME`, `TRIGGER_GROUP`)
) ENGINE=InnoDB DEFAULT CHARSET=utf8mb4 COLLATE=utf8mb4_nopad_bin ROW_FORMAT=DYNAMIC;
CREATE TABLE `DCS_QRTZ_CALENDARS` (
  `SCHED_NAME` varchar(120) NOT NULL,
  `CALENDAR_NAME` varchar(200) NOT NULL,
  `CALENDAR` longblob NOT NULL,
  PRIMARY KEY (`SCHED_NAME`,`CALENDAR_NAME`)
) ENGINE=InnoDB DEFAULT CHARSET=utf8mb4 COLLATE=utf8mb4_nopad_bin ROW_FORMAT=DYNAMIC;
CREATE TABLE `DCS_QRTZ_CRON_TRIGGERS` (
  `SCHED_NAME` varchar(120) NOT NULL,
  `TRIGGER_NAME` varchar(200) NOT NULL,
  `TRIGGER_GROUP` varchar(200) NOT NULL,
  `CRON_EXPRESSION` varchar(250) NOT NULL,
  `TIME_ZONE_ID` varchar(80) DEFAULT NULL,
  PRIMARY KEY (`SCHED_NAME`,`TRIGGER_NAME`,`TRIGGER_GROUP`),
  CONSTRAINT `DCS_QRTZ_CRON_TRIGGERS_ibfk_1` FOREIGN KEY (`SCHED_NAME`, `TRIGGER_NAME`, `TRIGGER_GROUP`) REFERENCES `DCS_QRTZ_TRIGGERS` (`SCHED_NAME`, `TRIGGER_NAME`, `TRIGGER_GROUP`)
) ENGINE=InnoDB DEFAULT CHARSET=utf8mb4 COLLATE=utf8mb4_nopad_bin ROW_FORMAT=DYNAMIC;
CREATE TABLE `DCS_QRTZ_FIRED_TRIGGERS` (
  `SCHED_NAME` varchar(120) NOT NULL,
  `ENTRY_ID` varchar(95) NOT NULL,
  `TRIGGER_NAME` varchar(200) NOT NULL,
  `TRIGGER_GROUP` varchar(200) NOT NULL,
  `INSTANCE_NAME` varchar(200) NOT NULL,
  `FIRED_TIME` bigint(20) NOT NULL,
  `SCHED_TIME` bigint(20) NOT NULL,
  `PRIORITY` int(11) NOT NULL,
  `STATE` varchar(16) NOT NULL,
  `JOB_NAME` varchar(200) DEFAULT NULL,
  `JOB_GROUP` varchar(200) DEFAULT NULL,
  `IS_NONCONCURRENT` tinyint(1) DEFAULT NULL,
  `REQUESTS_RECOVERY` tinyint(1) DEFAULT NULL,
  PRIMARY KEY (`SCHED_NAME`,`ENTRY_ID`)
) ENGINE=InnoDB DEFAULT CHARSET=utf8mb4 COLLATE=utf8mb4_nopad_bin ROW_FORMAT=DYNAMIC;
CREATE TABLE `DCS_QRTZ_JOB_DETAILS` (
  `SCHED_NAME` varchar(120) NOT NULL,
  `JOB_NAME` varchar(200) NOT NULL,
  `JOB_GROUP` varchar(200) NOT NULL,
  `DESCRIPTION` longtext DEFAULT NULL,
  `JOB_CLASS_NAME` varchar(250) NOT NULL,
  `IS_DURABLE` tinyint(1) NOT NULL,
  `IS_NONCONCURRENT` tinyint(1) NOT NULL,
  `IS_UPDATE_DATA` tinyint(1) NOT NULL,
  `REQUESTS_RECOVERY` tinyint(1) NOT NULL,
  `JOB_DATA` longblob DEFAULT NULL,
  PRIMARY KEY (`SCHED_NAME`,`JOB_NAME`,`JOB_GROUP`)
) ENGINE=InnoDB DEFAULT CHARSET=utf8mb4 COLLATE=utf8mb4_nopad_bin ROW_FORMAT=DYNAMIC;
CREATE TABLE `DCS_QRTZ_LOCKS` (
  `SCHED_NAME` varchar(120) NOT NULL,
  `LOCK_NAME` varchar(40) NOT NULL,
  PRIMARY KEY (`SCHED_NAME`,`LOCK_NAME`)
) ENGINE=InnoDB DEFAULT CHARSET=utf8mb4 COLLATE=utf8mb4_nopad_bin ROW_FORMAT=DYNAMIC;
CREATE TABLE `DCS_QRTZ_PAUSED_TRIGGER_GRPS` (
  `SCHED_NAME` varchar(120) NOT NULL,
  `TRIGGER_GROUP` varchar(200) NOT NULL,
  PRIMARY KEY (`SCHED_NAME`,`TRIGGER_GROUP`)
) ENGINE=InnoDB DEFAULT CHARSET=utf8mb4 COLLATE=utf8mb4_nopad_bin ROW_FORMAT=DYNAMIC;
CREATE TABLE `DCS_QRTZ_SCHEDULER_STATE` (
  `SCHED_NAME` varchar(120) NOT NULL,
  `INSTANCE_NAME` varchar(200) NOT NULL,
  `LAST_CHECKIN_TIME` bigint(20) NOT NULL,
  `CHECKIN_INTERVAL` bigint(20) NOT NULL,
  PRIMARY KEY (`SCHED_NAME`,`INSTANCE_NAME`)
) ENGINE=InnoDB DEFAULT CHARSET=utf8mb4 COLLATE=utf8mb4_nopad_bin ROW_FORMAT=DYNAMIC;
CREATE TABLE `DCS_QRTZ_SIMPLE_TRIGGERS` (
  `SCHED_NAME` varchar(120) NOT NULL,
  `TRIGGER_NAME` varchar(200) NOT NULL,
  `TRIGGER_GROUP` varchar(200) NOT NULL,
  `REPEAT_COUNT` bigint(20) NOT NULL,
  `REPEAT_INTERVAL` bigint(20) NOT NULL,
  `TIMES_TRIGGERED` bigint(20) NOT NULL,
  PRIMARY KEY (`SCHED_NAME`,`TRIGGER_NAME`,`TRIGGER_GROUP`),
  CONSTRAINT `DCS_QRTZ_SIMPLE_TRIGGERS_ibfk_1` FOREIGN KEY (`SCHED_NAME`, `TRIGGER_NAME`, `TRIGGER_GROUP`) REFERENCES `DCS_QRTZ_TRIGGERS` (`SCHED_NAME`, `TRIGGER_NAME`, `TRIGGER_GROUP`)
) ENGINE=InnoDB DEFAULT CHARSET=utf8mb4 COLLATE=utf8mb4_nopad_bin ROW_FORMAT=DYNAMIC;
CREATE TABLE `DCS_QRTZ_SIMPROP_TRIGGERS` (
  `SCHED_NAME` varchar(120) NOT NULL,
  `TRIGGER_NAME` varchar(200) NOT NULL,
  `TRIGGER_GROUP` varchar(200) NOT NULL,
  `STR_PROP_1` varchar(512) DEFAULT NULL,
  `STR_PROP_2` varchar(512) DEFAULT NULL,
  `STR_PROP_3` varchar(512) DEFAULT NULL,
  `INT_PROP_1` int(11) DEFAULT NULL,
  `INT_PROP_2` int(11) DEFAULT NULL,
  `LONG_PROP_1` bigint(20) DEFAULT NULL,
  `LONG_PROP_2` bigint(20) DEFAULT NULL,
  `DEC_PROP_1` decimal(13,4) DEFAULT NULL,
  `DEC_PROP_2` decimal(13,4) DEFAULT NULL,
  `BOOL_PROP_1` tinyint(1) DEFAULT NULL,
  `BOOL_PROP_2` tinyint(1) DEFAULT NULL,
  PRIMARY KEY (`SCHED_NAME`,`TRIGGER_NAME`,`TRIGGER_GROUP`),
  CONSTRAINT `DCS_QRTZ_SIMPROP_TRIGGERS_ibfk_1` FOREIGN KEY (`SCHED_NAME`, `TRIGGER_NAME`, `TRIGGER_GROUP`) REFERENCES `DCS_QRTZ_TRIGGERS` (`SCHED_NAME`, `TRIGGER_NAME`, `TRIGGER_GROUP`)
) ENGINE=InnoDB DEFAULT CHARSET=utf8mb4 COLLATE=utf8mb4_nopad_bin ROW_FORMAT=DYNAMIC;
CREATE TABLE `DCS_QRTZ_TRIGGERS` (
  `SCHED_NAME` varchar(120) NOT NULL,
  `TRIGGER_NAME` varchar(200) NOT NULL,
  `TRIGGER_GROUP` varchar(200) NOT NULL,
  `JOB_NAME` varchar(200) NOT NULL,
  `JOB_GROUP` varchar(200) NOT NULL,
  `DESCRIPTION` longtext DEFAULT NULL,
  `NEXT_FIRE_TIME` bigint(20) DEFAULT NULL,
  `PREV_FIRE_TIME` bigint(20) DEFAULT NULL,
  `PRIORITY` int(11) DEFAULT NULL,
  `TRIGGER_STATE` varchar(16) NOT NULL,
  `TRIGGER_TYPE` varchar(8) NOT NULL,
  `START_TIME` bigint(20) NOT NULL,
  `END_TIME` bigint(20) DEFAULT NULL,
  `CALENDAR_NAME` varchar(200) DEFAULT NULL,
  `MISFIRE_INSTR` smallint(6) DEFAULT NULL,
  `JOB_DATA` longblob DEFAULT NULL,
  PRIMARY KEY (`SCHED_NAME`,`TRIGGER_NAME`,`TRIGGER_GROUP`),
  KEY `SCHED_NAME` (`SCHED_NAME`,`JOB_NAME`,`JOB_GROUP`),
  CONSTRAINT `DCS_QRTZ_TRIGGERS_ibfk_1` FOREIGN KEY (`SCHED_NAME`, `JOB_NAME`, `JOB_GROUP`) REFERENCES `DCS_QRTZ_JOB_DETAILS` (`SCHED_NAME`, `JOB_NAME`, `JOB_GROUP`)
) ENGINE=InnoDB DEFAULT CHARSET=utf8mb4 COLLATE=utf8mb4_nopad_bin ROW_FORMAT=DYNAMIC;
CREATE TABLE `alert` (
  `alert_id` bigint(20) NOT NULL AUTO_INCREMENT,
  `kind` varchar(64) NOT NULL,
  `dedup_key` varchar(700) NOT NULL,
  `open_key` varchar(700) DEFAULT NULL,
  `severity` varchar(64) DEFAULT NULL,
  `source` varchar(255) DEFAULT NULL,
  `instance_id` varchar(255) DEFAULT NULL,
  `title` longtext DEFAULT NULL,
  `payload` longtext DEFAULT NULL,
  `raised_at` datetime(6) NOT NULL,
  `resolved_at` datetime(6) DEFAULT NULL,
  `delivered_at` datetime(6) DEFAULT NULL,
  `resolved_delivered_at` datetime(6) DEFAULT NULL,
  `attempts` int(11) NOT NULL DEFAULT 0,
  `last_error` longtext DEFAULT NULL,
  PRIMARY KEY (`alert_id`),
  UNIQUE KEY `alert_open` (`open_key`),
  KEY `alert_undelivered` (`delivered_at`,`resolved_delivered_at`)
) ENGINE=InnoDB DEFAULT CHARSET=utf8mb4 COLLATE=utf8mb4_nopad_bin ROW_FORMAT=DYNAMIC;
CREATE TABLE `backup_record` (
  `instance_id` varchar(255) NOT NULL,
  `backup_id` varchar(255) NOT NULL,
  `source` varchar(255) NOT NULL,
  `project_id` varchar(255) DEFAULT NULL,
  `backup_name` longtext DEFAULT NULL,
  `backup_type` longtext DEFAULT NULL,
  `backup_format` longtext DEFAULT NULL,
  `status` longtext DEFAULT NULL,
  `progress` decimal(5,2) DEFAULT NULL,
  `size_bytes` bigint(20) DEFAULT NULL,
  `remark` longtext DEFAULT NULL,
  `period` longtext DEFAULT NULL,
  `error_code` longtext DEFAULT NULL,
  `is_support_restore` tinyint(1) DEFAULT NULL,
  `created_at` datetime(6) DEFAULT NULL,
  `execution_at` datetime(6) DEFAULT NULL,
  `updated_at` datetime(6) DEFAULT NULL,
  `first_seen_at` datetime(6) NOT NULL,
  `changed_at` datetime(6) NOT NULL,
  `vanished_at` datetime(6) DEFAULT NULL,
  `extra` longtext DEFAULT NULL,
  PRIMARY KEY (`instance_id`,`backup_id`),
  KEY `backup_record_newest` (`instance_id`,`created_at`,`backup_id`)
) ENGINE=InnoDB DEFAULT CHARSET=utf8mb4 COLLATE=utf8mb4_nopad_bin ROW_FORMAT=DYNAMIC;
CREATE TABLE `dcs_instance` (
  `instance_id` varchar(255) NOT NULL,
  `source` varchar(255) NOT NULL,
  `project_id` varchar(255) DEFAULT NULL,
  `name` longtext DEFAULT NULL,
  `engine` longtext DEFAULT NULL,
  `engine_version` longtext DEFAULT NULL,
  `status` longtext DEFAULT NULL,
  `capacity_gb` decimal(10,3) DEFAULT NULL,
  `spec_code` longtext DEFAULT NULL,
  `created_at` datetime(6) DEFAULT NULL,
  `policy` longtext DEFAULT NULL,
  `first_seen_at` datetime(6) NOT NULL,
  `changed_at` datetime(6) NOT NULL,
  `gone_at` datetime(6) DEFAULT NULL,
  `extra` longtext DEFAULT NULL,
  PRIMARY KEY (`instance_id`),
  KEY `dcs_instance_source` (`source`)
) ENGINE=InnoDB DEFAULT CHARSET=utf8mb4 COLLATE=utf8mb4_nopad_bin ROW_FORMAT=DYNAMIC;
CREATE TABLE `dcs_sync_schema_history` (
  `installed_rank` int(11) NOT NULL,
  `version` varchar(50) DEFAULT NULL,
  `description` varchar(200) NOT NULL,
  `type` varchar(20) NOT NULL,
  `script` varchar(1000) NOT NULL,
  `checksum` int(11) DEFAULT NULL,
  `installed_by` varchar(100) NOT NULL,
  `installed_on` timestamp NOT NULL DEFAULT current_timestamp(),
  `execution_time` int(11) NOT NULL,
  `success` tinyint(1) NOT NULL,
  PRIMARY KEY (`installed_rank`),
  KEY `dcs_sync_schema_history_s_idx` (`success`)
) ENGINE=InnoDB DEFAULT CHARSET=latin1 COLLATE=latin1_swedish_ci;
CREATE TABLE `error_code` (
  `code` varchar(255) NOT NULL,
  `category` varchar(64) DEFAULT NULL,
  `severity` varchar(64) DEFAULT NULL,
  `retryable` tinyint(1) DEFAULT NULL,
  `backup_meaning` longtext DEFAULT NULL,
  `restore_meaning` longtext DEFAULT NULL,
  `owner` longtext DEFAULT NULL,
  `runbook` longtext DEFAULT NULL,
  PRIMARY KEY (`code`)
) ENGINE=InnoDB DEFAULT CHARSET=utf8mb4 COLLATE=utf8mb4_nopad_bin ROW_FORMAT=DYNAMIC;
CREATE TABLE `instance_sync` (
  `instance_id` varchar(255) NOT NULL,
  `endpoint` varchar(16) NOT NULL,
  `source` varchar(255) NOT NULL,
  `run_id` varchar(36) DEFAULT NULL,
  `attempted_at` datetime(6) DEFAULT NULL,
  `completed_at` datetime(6) DEFAULT NULL,
  `proof` varchar(16) DEFAULT NULL,
  `records` bigint(20) DEFAULT NULL,
  `total_num` bigint(20) DEFAULT NULL,
  `pages` bigint(20) DEFAULT NULL,
  `shifts` bigint(20) DEFAULT NULL,
  `rereads` bigint(20) DEFAULT NULL,
  `low_water_at` datetime(6) DEFAULT NULL,
  `consecutive_failures` int(11) NOT NULL DEFAULT 0,
  `quarantined_until` datetime(6) DEFAULT NULL,
  `http_status` int(11) DEFAULT NULL,
  `error_code` longtext DEFAULT NULL,
  `error_msg` longtext DEFAULT NULL,
  `request_id` longtext DEFAULT NULL,
  `history_gap_at` datetime(6) DEFAULT NULL,
  PRIMARY KEY (`instance_id`,`endpoint`),
  CONSTRAINT `instance_sync_endpoint` CHECK (`endpoint` in ('backups','restores')),
  CONSTRAINT `instance_sync_proof` CHECK (`proof` in ('proved','weak','none'))
) ENGINE=InnoDB DEFAULT CHARSET=utf8mb4 COLLATE=utf8mb4_nopad_bin ROW_FORMAT=DYNAMIC;
CREATE TABLE `operation_failure` (
  `record_type` varchar(16) NOT NULL,
  `instance_id` varchar(255) NOT NULL,
  `record_id` varchar(255) NOT NULL,
  `source` varchar(255) NOT NULL,
  `error_code` longtext DEFAULT NULL,
  `category` varchar(64) DEFAULT NULL,
  `severity` varchar(64) DEFAULT NULL,
  `operation_at` datetime(6) DEFAULT NULL,
  `detected_at` datetime(6) NOT NULL,
  `resolved_at` datetime(6) DEFAULT NULL,
  PRIMARY KEY (`record_type`,`instance_id`,`record_id`),
  KEY `operation_failure_open` (`instance_id`,`resolved_at`),
  CONSTRAINT `operation_failure_type` CHECK (`record_type` in ('backup','restore'))
) ENGINE=InnoDB DEFAULT CHARSET=utf8mb4 COLLATE=utf8mb4_nopad_bin ROW_FORMAT=DYNAMIC;
CREATE TABLE `protection_policy` (
  `name` varchar(255) NOT NULL,
  `match_pattern` longtext NOT NULL,
  `rpo_minutes` bigint(20) NOT NULL,
  `rto_minutes` bigint(20) NOT NULL,
  `drill_days` bigint(20) NOT NULL,
  `position` int(11) NOT NULL,
  PRIMARY KEY (`name`)
) ENGINE=InnoDB DEFAULT CHARSET=utf8mb4 COLLATE=utf8mb4_nopad_bin ROW_FORMAT=DYNAMIC;
CREATE TABLE `record_change` (
  `change_id` bigint(20) NOT NULL AUTO_INCREMENT,
  `run_id` varchar(36) NOT NULL,
  `record_type` varchar(16) NOT NULL,
  `instance_id` varchar(255) NOT NULL,
  `record_id` varchar(255) NOT NULL,
  `field` varchar(255) NOT NULL,
  `old_value` longtext DEFAULT NULL,
  `new_value` longtext DEFAULT NULL,
  `observed_at` datetime(6) NOT NULL,
  PRIMARY KEY (`change_id`),
  KEY `record_change_run` (`run_id`),
  KEY `record_change_record` (`record_type`,`instance_id`,`record_id`),
  CONSTRAINT `record_change_type` CHECK (`record_type` in ('backup','restore'))
) ENGINE=InnoDB DEFAULT CHARSET=utf8mb4 COLLATE=utf8mb4_nopad_bin ROW_FORMAT=DYNAMIC;
CREATE TABLE `rejected_record` (
  `rejected_id` bigint(20) NOT NULL AUTO_INCREMENT,
  `run_id` varchar(36) NOT NULL,
  `source` varchar(255) NOT NULL,
  `instance_id` varchar(255) NOT NULL DEFAULT '',
  `endpoint` varchar(16) NOT NULL,
  `reason` longtext DEFAULT NULL,
  `payload` longtext DEFAULT NULL,
  `payload_sha256` varchar(64) NOT NULL,
  `rejected_at` datetime(6) NOT NULL,
  `last_seen_at` datetime(6) NOT NULL,
  `replayed_at` datetime(6) DEFAULT NULL,
  PRIMARY KEY (`rejected_id`),
  UNIQUE KEY `rejected_record_payload` (`instance_id`,`endpoint`,`payload_sha256`),
  CONSTRAINT `rejected_record_endpoint` CHECK (`endpoint` in ('backups','restores','instances'))
) ENGINE=InnoDB DEFAULT CHARSET=utf8mb4 COLLATE=utf8mb4_nopad_bin ROW_FORMAT=DYNAMIC;
CREATE TABLE `report_setting` (
  `name` varchar(255) NOT NULL,
  `value` longtext DEFAULT NULL,
  PRIMARY KEY (`name`)
) ENGINE=InnoDB DEFAULT CHARSET=utf8mb4 COLLATE=utf8mb4_nopad_bin ROW_FORMAT=DYNAMIC;
CREATE TABLE `restore_record` (
  `instance_id` varchar(255) NOT NULL,
  `restore_id` varchar(255) NOT NULL,
  `source` varchar(255) NOT NULL,
  `project_id` varchar(255) DEFAULT NULL,
  `restore_name` longtext DEFAULT NULL,
  `restore_remark` longtext DEFAULT NULL,
  `backup_id` varchar(255) DEFAULT NULL,
  `backup_name` longtext DEFAULT NULL,
  `backup_remark` longtext DEFAULT NULL,
  `source_instance_id` varchar(255) DEFAULT NULL,
  `source_instance_name` longtext DEFAULT NULL,
  `status` longtext DEFAULT NULL,
  `progress` decimal(5,2) DEFAULT NULL,
  `error_code` longtext DEFAULT NULL,
  `created_at` datetime(6) DEFAULT NULL,
  `updated_at` datetime(6) DEFAULT NULL,
  `first_seen_at` datetime(6) NOT NULL,
  `changed_at` datetime(6) NOT NULL,
  `vanished_at` datetime(6) DEFAULT NULL,
  `extra` longtext DEFAULT NULL,
  PRIMARY KEY (`instance_id`,`restore_id`),
  KEY `restore_record_created` (`instance_id`,`created_at`)
) ENGINE=InnoDB DEFAULT CHARSET=utf8mb4 COLLATE=utf8mb4_nopad_bin ROW_FORMAT=DYNAMIC;
CREATE TABLE `sync_error` (
  `error_id` bigint(20) NOT NULL AUTO_INCREMENT,
  `run_id` varchar(36) NOT NULL,
  `source` varchar(255) NOT NULL,
  `instance_id` varchar(255) DEFAULT NULL,
  `endpoint` varchar(64) DEFAULT NULL,
  `occurred_at` datetime(6) NOT NULL,
  `http_status` int(11) DEFAULT NULL,
  `error_code` longtext DEFAULT NULL,
  `error_msg` longtext DEFAULT NULL,
  `request_id` longtext DEFAULT NULL,
  `rule` longtext DEFAULT NULL,
  `action` varchar(32) NOT NULL,
  PRIMARY KEY (`error_id`),
  KEY `sync_error_run` (`run_id`),
  KEY `sync_error_occurred` (`source`,`occurred_at`),
  CONSTRAINT `sync_error_action` CHECK (`action` in ('retry','reauthenticate','skip_instance','fail_source','treat_as_empty'))
) ENGINE=InnoDB DEFAULT CHARSET=utf8mb4 COLLATE=utf8mb4_nopad_bin ROW_FORMAT=DYNAMIC;
CREATE TABLE `sync_lease` (
  `source` varchar(255) NOT NULL,
  `token` bigint(20) NOT NULL,
  `holder` longtext DEFAULT NULL,
  `run_id` varchar(36) DEFAULT NULL,
  `acquired_at` datetime(6) DEFAULT NULL,
  `heartbeat_at` datetime(6) DEFAULT NULL,
  `expires_at` datetime(6) DEFAULT NULL,
  PRIMARY KEY (`source`)
) ENGINE=InnoDB DEFAULT CHARSET=utf8mb4 COLLATE=utf8mb4_nopad_bin ROW_FORMAT=DYNAMIC;
CREATE TABLE `sync_run` (
  `run_id` varchar(36) NOT NULL,
  `trigger_type` varchar(16) NOT NULL,
  `source` varchar(255) NOT NULL,
  `node` longtext DEFAULT NULL,
  `version` longtext DEFAULT NULL,
  `started_at` datetime(6) NOT NULL,
  `finished_at` datetime(6) DEFAULT NULL,
  `status` varchar(16) NOT NULL,
  `instances` bigint(20) NOT NULL DEFAULT 0,
  `tasks_complete` bigint(20) NOT NULL DEFAULT 0,
  `tasks_failed` bigint(20) NOT NULL DEFAULT 0,
  `records_read` bigint(20) NOT NULL DEFAULT 0,
  `records_inserted` bigint(20) NOT NULL DEFAULT 0,
  `records_changed` bigint(20) NOT NULL DEFAULT 0,
  `records_unchanged` bigint(20) NOT NULL DEFAULT 0,
  `records_vanished` bigint(20) NOT NULL DEFAULT 0,
  `records_rejected` bigint(20) NOT NULL DEFAULT 0,
  `requests` bigint(20) NOT NULL DEFAULT 0,
  `retries` bigint(20) NOT NULL DEFAULT 0,
  `error` longtext DEFAULT NULL,
  `shard` int(11) DEFAULT NULL,
  PRIMARY KEY (`run_id`),
  KEY `sync_run_started` (`source`,`started_at`),
  CONSTRAINT `sync_run_trigger` CHECK (`trigger_type` in ('schedule','once','demo','backfill')),
  CONSTRAINT `sync_run_status` CHECK (`status` in ('running','complete','partial','failed','interrupted'))
) ENGINE=InnoDB DEFAULT CHARSET=utf8mb4 COLLATE=utf8mb4_nopad_bin ROW_FORMAT=DYNAMIC;
CREATE TABLE `total_num_meaning` (
  `source` varchar(255) NOT NULL,
  `endpoint` varchar(16) NOT NULL,
  `meaning` varchar(32) NOT NULL,
  `learned_at` datetime(6) NOT NULL,
  PRIMARY KEY (`source`,`endpoint`)
) ENGINE=InnoDB DEFAULT CHARSET=utf8mb4 COLLATE=utf8mb4_nopad_bin ROW_FORMAT=DYNAMIC;
SET foreign_key_checks = 1;
INSERT INTO `dcs_sync_schema_history` VALUES
(1,'1','create backup record','SQL','V1__create_backup_record.sql',-1075244715,'root','2026-11-29 13:07:45',75,1),
(2,'2','create restore record','SQL','V2__create_restore_record.sql',-1370937970,'root','2026-11-29 13:07:45',38,1),
(3,'3','create dcs instance','SQL','V3__create_dcs_instance.sql',-37356223,'root','2026-11-29 13:07:45',107,1),
(4,'4','create record change','SQL','V4__create_record_change.sql',1717067660,'root','2026-11-29 13:07:45',144,1),
(5,'5','create operation failure','SQL','V5__create_operation_failure.sql',1555429373,'root','2026-11-29 13:07:46',68,1),
(6,'6','create error code','SQL','V6__create_error_code.sql',1754077214,'root','2026-11-29 13:07:46',55,1),
(7,'7','create alert','SQL','V7__create_alert.sql',252682293,'root','2026-11-29 13:07:46',154,1),
(8,'8','create rejected record','SQL','V8__create_rejected_record.sql',-100138712,'root','2026-11-29 13:07:46',44,1),
(9,'9','create sync run','SQL','V9__create_sync_run.sql',1968428568,'root','2026-11-29 13:07:46',98,1),
(10,'10','create instance sync','SQL','V10__create_instance_sync.sql',87025384,'root','2026-11-29 13:07:46',62,1),
(11,'11','create sync error','SQL','V11__create_sync_error.sql',1591564107,'root','2026-11-29 13:07:47',108,1),
(12,'12','create protection policy','SQL','V12__create_protection_policy.sql',-2028007636,'root','2026-11-29 13:07:47',38,1),
(13,'13','create report setting','SQL','V13__create_report_setting.sql',-1881015694,'root','2026-11-29 13:07:47',38,1),
(14,'14','create sync lease','SQL','V14__create_sync_lease.sql',-361058761,'root','2026-11-29 13:07:47',53,1),
(15,'15','create total num meaning','SQL','V15__create_total_num_meaning.sql',-1489579781,'root','2026-11-29 13:07:47',57,1),
(16,'16','order backups of an instance','SQL','V16__order_backups_of_an_instance.sql',-1054405376,'root','2026-11-29 13:07:48',175,1),
(17,'17','create quartz tables','SQL','V17__create_quartz_tables.sql',-1480560055,'root','2026-11-29 13:07:48',227,1),
(18,'18','index old errors','SQL','V18__index_old_errors.sql',818542219,'root','2026-11-29 13:07:48',20,1),
(19,NULL,'report daily backups','SQL','R__report_daily_backups.sql',-506255289,'root','2026-11-29 13:07:48',5,1),
(20,NULL,'report drill due','SQL','R__report_drill_due.sql',861457591,'root','2026-11-29 13:07:48',35,1),
(21,NULL,'report failures by code','SQL','R__report_failures_by_code.sql',-878073742,'root','2026-11-29 13:07:48',27,1),
(22,NULL,'report history gap','SQL','R__report_history_gap.sql',-2120954101,'root','2026-11-29 13:07:48',33,1),
(23,NULL,'report job duration','SQL','R__report_job_duration.sql',1223851486,'root','2026-11-29 13:07:48',37,1),
(24,NULL,'report manual deletions','SQL','R__report_manual_deletions.sql',-15702028,'root','2026-11-29 13:07:48',36,1),
(25,NULL,'report restore evidence','SQL','R__report_restore_evidence.sql',-1831594946,'root','2026-11-29 13:07:49',45,1),
(26,NULL,'report retention','SQL','R__report_retention.sql',-837573031,'root','2026-11-29 13:07:49',45,1),
(27,NULL,'report rpo status','SQL','R__report_rpo_status.sql',-791701825,'root','2026-11-29 13:07:49',40,1),
(28,NULL,'report size growth','SQL','R__report_size_growth.sql',847011562,'root','2026-11-29 13:07:49',30,1),
(29,NULL,'report stuck','SQL','R__report_stuck.sql',-1522115104,'root','2026-11-29 13:07:49',38,1),
(30,NULL,'report sync health','SQL','R__report_sync_health.sql',-1605677120,'root','2026-11-29 13:07:49',50,1),
(31,NULL,'report unprotected','SQL','R__report_unprotected.sql',-899264900,'root','2026-11-29 13:07:49',44,1);
CREATE VIEW `report_daily_backups` AS select `b`.`day` AS `day`,`b`.`source` AS `source`,count(0) AS `total`,count(case when `b`.`outcome` = 'succeeded' then 1 end) AS `succeeded`,count(case when `b`.`outcome` = 'failed' then 1 end) AS `failed`,count(case when `b`.`outcome` = 'running' then 1 end) AS `running`,count(case when `b`.`backup_type` = 'manual' then 1 end) AS `manual`,count(case when `b`.`backup_type` = 'auto' then 1 end) AS `automatic`,cast(100.0000 * count(case when `b`.`outcome` = 'succeeded' then 1 end) / nullif(count(case when `b`.`outcome` in ('succeeded','failed') then 1 end),0) as decimal(5,2)) AS `success_rate` from (select cast(`backup_record`.`created_at` as date) AS `day`,`backup_record`.`source` AS `source`,`backup_record`.`backup_type` AS `backup_type`,case when `backup_record`.`status` = 'succeed' or `backup_record`.`status` in ('expired','deleted') and `backup_record`.`error_code` is null then 'succeeded' when `backup_record`.`status` in ('failed','expired','deleted') then 'failed' when `backup_record`.`status` in ('waiting','backuping') then 'running' end AS `outcome` from `backup_record`) `b` group by `b`.`day`,`b`.`source`;
CREATE VIEW `report_drill_due` AS select `q`.`source` AS `source`,`q`.`instance_id` AS `instance_id`,`q`.`instance_name` AS `instance_name`,`q`.`policy` AS `policy`,`q`.`drill_days` AS `drill_days`,`q`.`last_drill_at` AS `last_drill_at`,`q`.`last_drill_at` + interval `q`.`drill_days` day AS `due_at`,cast(floor(-0.000001 * timestampdiff(MICROSECOND,utc_timestamp(6),`q`.`last_drill_at`) / 86400) as signed) AS `age_days`,`q`.`as_of` AS `as_of`,case when -0.000001 * timestampdiff(MICROSECOND,utc_timestamp(6),`q`.`last_drill_at`) < `q`.`drill_days` * 86400 then 'ok' when `q`.`as_of` is null or -0.000001 * timestampdiff(MICROSECOND,utc_timestamp(6),`q`.`as_of`) > coalesce((select cast(left(`t`.`value`,char_length(`t`.`value`) - 1) as decimal(18,3)) * case right(`t`.`value`,1) when 'd' then 86400 when 'h' then 3600 when 'm' then 60 else 1 end from `report_setting` `t` where `t`.`name` = 'dcs.freshness'),3600) then 'unknown' when `q`.`last_drill_at` is null then 'never' else 'due' end collate utf8mb4_bin AS `verdict` from (select `i`.`source` AS `source`,`i`.`instance_id` AS `instance_id`,`i`.`name` AS `instance_name`,coalesce(`p`.`name`,'default') AS `policy`,coalesce(`p`.`drill_days`,`d`.`drill_days`,90) AS `drill_days`,`r`.`last_drill_at` AS `last_drill_at`,`s`.`completed_at` AS `as_of` from ((((`dcs_instance` `i` left join (select coalesce(`restore_record`.`source_instance_id`,`restore_record`.`instance_id`) AS `instance_id`,max(`restore_record`.`created_at`) AS `last_drill_at` from `restore_record` where `restore_record`.`status` = 'succeed' group by coalesce(`restore_record`.`source_instance_id`,`restore_record`.`instance_id`)) `r` on(`r`.`instance_id` = `i`.`instance_id`)) left join `protection_policy` `p` on(`p`.`name` = `i`.`policy`)) left join `protection_policy` `d` on(`d`.`name` = 'default')) left join `instance_sync` `s` on(`s`.`instance_id` = `i`.`instance_id` and `s`.`endpoint` = 'restores')) where `i`.`gone_at` is null) `q`;
CREATE VIEW `report_failures_by_code` AS select `f`.`record_type` AS `record_type`,`f`.`error_code` AS `error_code`,coalesce(`e`.`category`,`f`.`category`) AS `category`,coalesce(`e`.`severity`,`f`.`severity`) AS `severity`,case `f`.`record_type` when 'backup' then `e`.`backup_meaning` else `e`.`restore_meaning` end AS `meaning`,`e`.`owner` AS `owner`,`e`.`runbook` AS `runbook`,`f`.`failures` AS `failures`,`f`.`instances` AS `instances`,`f`.`first_at` AS `first_at`,`f`.`last_at` AS `last_at` from (((select `operation_failure`.`record_type` AS `record_type`,min(`operation_failure`.`error_code`) AS `error_code`,max(`operation_failure`.`category`) AS `category`,max(`operation_failure`.`severity`) AS `severity`,count(0) AS `failures`,count(distinct `operation_failure`.`instance_id`) AS `instances`,min(coalesce(`operation_failure`.`operation_at`,`operation_failure`.`detected_at`)) AS `first_at`,max(coalesce(`operation_failure`.`operation_at`,`operation_failure`.`detected_at`)) AS `last_at`,lcase(replace(`operation_failure`.`error_code`,' ','')) AS `comparable` from `operation_failure` group by `operation_failure`.`record_type`,lcase(replace(`operation_failure`.`error_code`,' ',''))) `f` left join `error_code` `known` on(lcase(replace(`known`.`code`,' ','')) = `f`.`comparable`)) left join `error_code` `e` on(`e`.`code` = coalesce(`known`.`code`,case when `f`.`error_code` is null then 'unclassified' else 'unknown' end)));
CREATE VIEW `report_history_gap` AS select `s`.`source` AS `source`,`s`.`instance_id` AS `instance_id`,`i`.`name` AS `instance_name`,`s`.`endpoint` AS `endpoint`,`s`.`history_gap_at` AS `history_gap_at`,`s`.`completed_at` AS `as_of` from (`instance_sync` `s` left join `dcs_instance` `i` on(`i`.`instance_id` = `s`.`instance_id`)) where `s`.`history_gap_at` is not null;
CREATE VIEW `report_job_duration` AS select `j`.`source` AS `source`,`j`.`instance_id` AS `instance_id`,`i`.`name` AS `instance_name`,`j`.`record_type` AS `record_type`,`j`.`jobs` AS `jobs`,`j`.`average_seconds` AS `average_seconds`,`j`.`longest_seconds` AS `longest_seconds`,`j`.`earlier_jobs` AS `earlier_jobs`,`j`.`earlier_average_seconds` AS `earlier_average_seconds`,`j`.`last_at` AS `last_at`,`s`.`completed_at` AS `as_of` from (((select max(`b`.`source`) AS `source`,`b`.`instance_id` AS `instance_id`,'backup' collate utf8mb4_bin AS `record_type`,'backups' collate utf8mb4_bin AS `endpoint`,count(case when `b`.`is_recent` then 1 end) AS `jobs`,cast(round(avg(case when `b`.`is_recent` then `b`.`seconds` end),0) as signed) AS `average_seconds`,cast(max(case when `b`.`is_recent` then `b`.`seconds` end) as signed) AS `longest_seconds`,count(case when `b`.`is_recent` = 0 then 1 end) AS `earlier_jobs`,cast(round(avg(case when `b`.`is_recent` = 0 then `b`.`seconds` end),0) as signed) AS `earlier_average_seconds`,max(`b`.`created_at`) AS `last_at` from (select `backup_record`.`source` AS `source`,`backup_record`.`instance_id` AS `instance_id`,`backup_record`.`created_at` AS `created_at`,`backup_record`.`created_at` > utc_timestamp(6) - interval 30 day AS `is_recent`,cast(floor(-0.000001 * timestampdiff(MICROSECOND,`backup_record`.`updated_at`,`backup_record`.`created_at`)) as signed) AS `seconds` from `backup_record` where `backup_record`.`status` = 'succeed' and `backup_record`.`updated_at` >= `backup_record`.`created_at` and `backup_record`.`created_at` > utc_timestamp(6) - interval 60 day) `b` group by `b`.`instance_id` union all select max(`r`.`source`) AS `max(source)`,`r`.`instance_id` AS `instance_id`,'restore' collate utf8mb4_bin AS `'restore' collate utf8mb4_bin`,'restores' collate utf8mb4_bin AS `'restores' collate utf8mb4_bin`,count(case when `r`.`is_recent` then 1 end) AS `count(case when is_recent then 1 end)`,cast(round(avg(case when `r`.`is_recent` then `r`.`seconds` end),0) as signed) AS `cast(round(avg(case when is_recent then seconds end)) as signed)`,cast(max(case when `r`.`is_recent` then `r`.`seconds` end) as signed) AS `cast(max(case when is_recent then seconds end) as signed)`,count(case when `r`.`is_recent` = 0 then 1 end) AS `count(case when not is_recent then 1 end)`,cast(round(avg(case when `r`.`is_recent` = 0 then `r`.`seconds` end),0) as signed),max(`r`.`created_at`) AS `max(created_at)` from (select `restore_record`.`source` AS `source`,`restore_record`.`instance_id` AS `instance_id`,`restore_record`.`created_at` AS `created_at`,`restore_record`.`created_at` > utc_timestamp(6) - interval 30 day AS `is_recent`,cast(floor(-0.000001 * timestampdiff(MICROSECOND,`restore_record`.`updated_at`,`restore_record`.`created_at`)) as signed) AS `seconds` from `restore_record` where `restore_record`.`status` = 'succeed' and `restore_record`.`updated_at` >= `restore_record`.`created_at` and `restore_record`.`created_at` > utc_timestamp(6) - interval 60 day) `r` group by `r`.`instance_id`) `j` left join `dcs_instance` `i` on(`i`.`instance_id` = `j`.`instance_id`)) left join `instance_sync` `s` on(`s`.`instance_id` = `j`.`instance_id` and `s`.`endpoint` = `j`.`endpoint`));
CREATE VIEW `report_manual_deletions` AS select `b`.`source` AS `source`,`b`.`instance_id` AS `instance_id`,`i`.`name` AS `instance_name`,`b`.`backup_id` AS `backup_id`,`b`.`backup_name` AS `backup_name`,`b`.`backup_type` AS `backup_type`,`b`.`created_at` AS `created_at`,`b`.`noticed_at` AS `noticed_at`,`b`.`evidence` AS `evidence`,`s`.`completed_at` AS `as_of` from (((select `backup_record`.`source` AS `source`,`backup_record`.`instance_id` AS `instance_id`,`backup_record`.`backup_id` AS `backup_id`,`backup_record`.`backup_name` AS `backup_name`,`backup_record`.`backup_type` AS `backup_type`,`backup_record`.`created_at` AS `created_at`,coalesce((select min(`c`.`observed_at`) from `record_change` `c` where `c`.`record_type` = 'backup' and `c`.`instance_id` = `backup_record`.`instance_id` and `c`.`record_id` = `backup_record`.`backup_id` and `c`.`field` = 'status' and `c`.`new_value` = 'deleted'),`backup_record`.`first_seen_at`) AS `noticed_at`,'deleted_status' collate utf8mb4_bin AS `evidence` from `backup_record` where `backup_record`.`status` = 'deleted' union all select `v`.`source` AS `source`,`v`.`instance_id` AS `instance_id`,`v`.`backup_id` AS `backup_id`,`v`.`backup_name` AS `backup_name`,`v`.`backup_type` AS `backup_type`,`v`.`created_at` AS `created_at`,`v`.`vanished_at` AS `vanished_at`,case when `v`.`created_at` > case `v`.`backup_type` when 'manual' then `l`.`oldest_at` else `l`.`oldest_automatic_at` end then 'older_still_listed' else 'room_for_manual' end collate utf8mb4_bin from ((select `backup_record`.`instance_id` AS `instance_id`,count(0) AS `listed`,min(`backup_record`.`created_at`) AS `oldest_at`,min(case `backup_record`.`backup_type` when 'auto' then `backup_record`.`created_at` end) AS `oldest_automatic_at` from `backup_record` where `backup_record`.`vanished_at` is null and coalesce(`backup_record`.`status`,'') not in ('expired','deleted') group by `backup_record`.`instance_id`) `l` join `backup_record` `v` on(`v`.`instance_id` = `l`.`instance_id`)) where `v`.`vanished_at` is not null and `v`.`status` = 'succeed' and (`v`.`created_at` > case `v`.`backup_type` when 'manual' then `l`.`oldest_at` else `l`.`oldest_automatic_at` end or `v`.`backup_type` = 'manual' and `l`.`listed` < 24)) `b` left join `dcs_instance` `i` on(`i`.`instance_id` = `b`.`instance_id`)) left join `instance_sync` `s` on(`s`.`instance_id` = `b`.`instance_id` and `s`.`endpoint` = 'backups'));
CREATE VIEW `report_restore_evidence` AS select `r`.`source` AS `source`,`r`.`instance_id` AS `instance_id`,`r`.`instance_name` AS `instance_name`,`r`.`restore_id` AS `restore_id`,`r`.`backup_id` AS `backup_id`,`r`.`status` AS `status`,`r`.`error_code` AS `error_code`,`r`.`started_at` AS `started_at`,`r`.`finished_at` AS `finished_at`,cast(floor(`r`.`seconds`) as signed) AS `duration_seconds`,`r`.`rto_minutes` AS `rto_minutes`,case `r`.`status` when 'succeed' then `r`.`seconds` <= `r`.`rto_minutes` * 60 when 'failed' then 0 end AS `met_rto`,cast(floor(-0.000001 * timestampdiff(MICROSECOND,`r`.`started_at`,`r`.`backup_created_at`) / 60) as signed) AS `backup_age_minutes` from (select `x`.`source` AS `source`,`x`.`instance_id` AS `instance_id`,`i`.`name` AS `instance_name`,`x`.`restore_id` AS `restore_id`,`x`.`backup_id` AS `backup_id`,`x`.`status` AS `status`,`x`.`error_code` AS `error_code`,`x`.`created_at` AS `started_at`,`x`.`updated_at` AS `finished_at`,case when `x`.`status` in ('waiting','restoring') then NULL else -0.000001 * timestampdiff(MICROSECOND,`x`.`updated_at`,`x`.`created_at`) end AS `seconds`,coalesce(`p`.`rto_minutes`,`d`.`rto_minutes`,60) AS `rto_minutes`,coalesce((select `b`.`created_at` from `backup_record` `b` where `b`.`instance_id` = `x`.`source_instance_id` and `b`.`backup_id` = `x`.`backup_id`),(select `b`.`created_at` from `backup_record` `b` where `b`.`instance_id` = `x`.`instance_id` and `b`.`backup_id` = `x`.`backup_id`)) AS `backup_created_at` from (((`restore_record` `x` left join `dcs_instance` `i` on(`i`.`instance_id` = `x`.`instance_id`)) left join `protection_policy` `p` on(`p`.`name` = `i`.`policy`)) left join `protection_policy` `d` on(`d`.`name` = 'default'))) `r`;
CREATE VIEW `report_retention` AS select `i`.`source` AS `source`,`i`.`instance_id` AS `instance_id`,`i`.`name` AS `instance_name`,coalesce(`b`.`backups_recorded`,0) AS `backups_recorded`,coalesce(`b`.`backups_listed`,0) AS `backups_listed`,coalesce(`b`.`backups_restorable`,0) AS `backups_restorable`,case when `b`.`backups_listed` > 24 then 0 else 24 - coalesce(`b`.`backups_listed`,0) end AS `free_slots`,`b`.`oldest_restorable_at` AS `oldest_restorable_at`,`b`.`newest_restorable_at` AS `newest_restorable_at`,cast(floor(-0.000001 * timestampdiff(MICROSECOND,utc_timestamp(6),`b`.`oldest_restorable_at`) / 86400) as signed) AS `reach_days`,`b`.`listed_size_bytes` AS `listed_size_bytes`,`s`.`completed_at` AS `as_of` from ((`dcs_instance` `i` left join (select `x`.`instance_id` AS `instance_id`,count(0) AS `backups_recorded`,count(case when `x`.`is_listed` then 1 end) AS `backups_listed`,count(case when `x`.`is_restorable` then 1 end) AS `backups_restorable`,min(case when `x`.`is_restorable` then `x`.`created_at` end) AS `oldest_restorable_at`,max(case when `x`.`is_restorable` then `x`.`created_at` end) AS `newest_restorable_at`,cast(sum(case when `x`.`is_listed` then `x`.`size_bytes` end) as signed) AS `listed_size_bytes` from (select `backup_record`.`instance_id` AS `instance_id`,`backup_record`.`created_at` AS `created_at`,`backup_record`.`size_bytes` AS `size_bytes`,`backup_record`.`vanished_at` is null and coalesce(`backup_record`.`status`,'') not in ('expired','deleted') AS `is_listed`,`backup_record`.`vanished_at` is null and `backup_record`.`status` = 'succeed' and coalesce(`backup_record`.`is_support_restore`,1) AS `is_restorable` from `backup_record`) `x` group by `x`.`instance_id`) `b` on(`b`.`instance_id` = `i`.`instance_id`)) left join `instance_sync` `s` on(`s`.`instance_id` = `i`.`instance_id` and `s`.`endpoint` = 'backups')) where `i`.`gone_at` is null;
CREATE VIEW `report_rpo_status` AS select `r`.`source` AS `source`,`r`.`instance_id` AS `instance_id`,`r`.`instance_name` AS `instance_name`,`r`.`policy` AS `policy`,`r`.`rpo_minutes` AS `rpo_minutes`,`r`.`last_success_at` AS `last_success_at`,`r`.`last_success_backup_id` AS `last_success_backup_id`,cast(floor(-0.000001 * timestampdiff(MICROSECOND,utc_timestamp(6),`r`.`last_success_at`) / 60) as signed) AS `age_minutes`,`r`.`last_status` AS `last_status`,`r`.`last_error_code` AS `last_error_code`,`r`.`as_of` AS `as_of`,case when -0.000001 * timestampdiff(MICROSECOND,utc_timestamp(6),`r`.`last_success_at`) < `r`.`rpo_minutes` * 60 then 'ok' when `r`.`as_of` is null or -0.000001 * timestampdiff(MICROSECOND,utc_timestamp(6),`r`.`as_of`) > coalesce((select cast(left(`t`.`value`,char_length(`t`.`value`) - 1) as decimal(18,3)) * case right(`t`.`value`,1) when 'd' then 86400 when 'h' then 3600 when 'm' then 60 else 1 end from `report_setting` `t` where `t`.`name` = 'dcs.freshness'),3600) then 'unknown' when !exists(select 1 from `backup_record` `b` where `b`.`instance_id` = `r`.`instance_id` and (`b`.`status` = 'succeed' or `b`.`status` in ('expired','deleted') and `b`.`error_code` is null) limit 1) then 'never' else 'breach' end collate utf8mb4_bin AS `verdict` from (select `i`.`source` AS `source`,`i`.`instance_id` AS `instance_id`,`i`.`name` AS `instance_name`,coalesce(`p`.`name`,'default') AS `policy`,coalesce(`p`.`rpo_minutes`,`d`.`rpo_minutes`,1440) AS `rpo_minutes`,`s`.`completed_at` AS `as_of`,(select `b`.`created_at` from `backup_record` `b` where `b`.`instance_id` = `i`.`instance_id` and `b`.`status` = 'succeed' and coalesce(`b`.`is_support_restore`,1) and `b`.`vanished_at` is null and `b`.`created_at` is not null order by `b`.`created_at` desc,`b`.`backup_id` desc limit 1) AS `last_success_at`,(select `b`.`backup_id` from `backup_record` `b` where `b`.`instance_id` = `i`.`instance_id` and `b`.`status` = 'succeed' and coalesce(`b`.`is_support_restore`,1) and `b`.`vanished_at` is null and `b`.`created_at` is not null order by `b`.`created_at` desc,`b`.`backup_id` desc limit 1) AS `last_success_backup_id`,(select `b`.`status` from `backup_record` `b` where `b`.`instance_id` = `i`.`instance_id` and `b`.`created_at` is not null order by `b`.`created_at` desc,`b`.`backup_id` desc limit 1) AS `last_status`,(select `b`.`error_code` from `backup_record` `b` where `b`.`instance_id` = `i`.`instance_id` and `b`.`created_at` is not null order by `b`.`created_at` desc,`b`.`backup_id` desc limit 1) AS `last_error_code` from (((`dcs_instance` `i` left join `protection_policy` `p` on(`p`.`name` = `i`.`policy`)) left join `protection_policy` `d` on(`d`.`name` = 'default')) left join `instance_sync` `s` on(`s`.`instance_id` = `i`.`instance_id` and `s`.`endpoint` = 'backups')) where `i`.`gone_at` is null) `r`;
CREATE VIEW `report_size_growth` AS select `d`.`day` AS `day`,`d`.`source` AS `source`,`d`.`backups` AS `backups`,`d`.`size_bytes` AS `size_bytes`,`d`.`average_size_bytes` AS `average_size_bytes`,`d`.`largest_size_bytes` AS `largest_size_bytes`,cast(100.0000 * (`d`.`average_size_bytes` - lag(`d`.`average_size_bytes`,1) over ( partition by `d`.`source` order by `d`.`day`)) / nullif(lag(`d`.`average_size_bytes`,1) over ( partition by `d`.`source` order by `d`.`day`),0) as decimal(24,2)) AS `growth_percent` from (select `b`.`day` AS `day`,`b`.`source` AS `source`,count(0) AS `backups`,cast(sum(`b`.`size_bytes`) as signed) AS `size_bytes`,cast(round(avg(`b`.`size_bytes`),0) as signed) AS `average_size_bytes`,max(`b`.`size_bytes`) AS `largest_size_bytes` from (select cast(`backup_record`.`created_at` as date) AS `day`,`backup_record`.`source` AS `source`,`backup_record`.`size_bytes` AS `size_bytes` from `backup_record` where `backup_record`.`size_bytes` is not null and `backup_record`.`created_at` is not null and (`backup_record`.`status` = 'succeed' or `backup_record`.`status` in ('expired','deleted') and `backup_record`.`error_code` is null)) `b` group by `b`.`day`,`b`.`source`) `d`;
CREATE VIEW `report_stuck` AS select `r`.`source` AS `source`,`r`.`instance_id` AS `instance_id`,`i`.`name` AS `instance_name`,`r`.`record_type` AS `record_type`,`r`.`record_id` AS `record_id`,`r`.`status` AS `status`,`r`.`progress` AS `progress`,`r`.`created_at` AS `created_at`,`r`.`updated_at` AS `updated_at`,cast(floor(-0.000001 * timestampdiff(MICROSECOND,utc_timestamp(6),`r`.`created_at`) / 60) as signed) AS `age_minutes`,coalesce(`p`.`rto_minutes`,`d`.`rto_minutes`,60) AS `rto_minutes`,`s`.`completed_at` AS `as_of` from (((((select `backup_record`.`source` AS `source`,`backup_record`.`instance_id` AS `instance_id`,'backup' collate utf8mb4_bin AS `record_type`,`backup_record`.`backup_id` AS `record_id`,`backup_record`.`status` AS `status`,`backup_record`.`progress` AS `progress`,`backup_record`.`created_at` AS `created_at`,`backup_record`.`updated_at` AS `updated_at` from `backup_record` where `backup_record`.`status` in ('waiting','backuping') and `backup_record`.`vanished_at` is null union all select `restore_record`.`source` AS `source`,`restore_record`.`instance_id` AS `instance_id`,'restore' collate utf8mb4_bin AS `'restore' collate utf8mb4_bin`,`restore_record`.`restore_id` AS `restore_id`,`restore_record`.`status` AS `status`,`restore_record`.`progress` AS `progress`,`restore_record`.`created_at` AS `created_at`,`restore_record`.`updated_at` AS `updated_at` from `restore_record` where `restore_record`.`status` in ('waiting','restoring') and `restore_record`.`vanished_at` is null) `r` join `dcs_instance` `i` on(`i`.`instance_id` = `r`.`instance_id` and `i`.`gone_at` is null)) left join `protection_policy` `p` on(`p`.`name` = `i`.`policy`)) left join `protection_policy` `d` on(`d`.`name` = 'default')) left join `instance_sync` `s` on(`s`.`instance_id` = `r`.`instance_id` and `s`.`endpoint` = case `r`.`record_type` when 'backup' then 'backups' else 'restores' end)) where -0.000001 * timestampdiff(MICROSECOND,utc_timestamp(6),`r`.`created_at`) > coalesce(`p`.`rto_minutes`,`d`.`rto_minutes`,60) * 60;
CREATE VIEW `report_sync_health` AS select `q`.`source` AS `source`,`q`.`as_of` AS `as_of`,case when `q`.`as_of` is null then 0 else -0.000001 * timestampdiff(MICROSECOND,utc_timestamp(6),`q`.`as_of`) <= coalesce((select cast(left(`t`.`value`,char_length(`t`.`value`) - 1) as decimal(18,3)) * case right(`t`.`value`,1) when 'd' then 86400 when 'h' then 3600 when 'm' then 60 else 1 end from `report_setting` `t` where `t`.`name` = 'dcs.freshness'),3600) end AS `is_fresh`,`q`.`instances` AS `instances`,`q`.`lists_proved` AS `lists_proved`,`q`.`lists_weak` AS `lists_weak`,`q`.`lists_failing` AS `lists_failing`,`q`.`lists_never_read` AS `lists_never_read`,`q`.`quarantined` AS `quarantined`,`q`.`history_gaps` AS `history_gaps`,`q`.`rejected_records` AS `rejected_records`,`r`.`run_id` AS `last_run_id`,`r`.`trigger_type` AS `last_trigger_type`,`r`.`status` AS `last_status`,`r`.`started_at` AS `last_started_at`,`r`.`finished_at` AS `last_finished_at`,`q`.`last_complete_at` AS `last_complete_at`,`r`.`error` AS `last_error` from ((select `n`.`source` AS `source`,coalesce(`l`.`instances`,0) AS `instances`,coalesce(`l`.`proved`,0) AS `lists_proved`,coalesce(`l`.`weak`,0) AS `lists_weak`,coalesce(`l`.`failing`,0) AS `lists_failing`,coalesce(2 * `l`.`instances` - `l`.`lists_read`,0) AS `lists_never_read`,coalesce(`l`.`quarantined`,0) AS `quarantined`,coalesce(`l`.`history_gaps`,0) AS `history_gaps`,(select count(0) from `rejected_record` `x` where `x`.`source` = `n`.`source` and `x`.`replayed_at` is null) AS `rejected_records`,case when `l`.`instances` is null then `n`.`last_complete_at` when `l`.`lists_read` = 2 * `l`.`instances` then `l`.`oldest_read_at` end AS `as_of`,`n`.`last_complete_at` AS `last_complete_at`,(select `x`.`run_id` from `sync_run` `x` where `x`.`source` = `n`.`source` order by `x`.`started_at` desc,`x`.`run_id` desc limit 1) AS `last_run_id` from ((select `e`.`source` AS `source`,max(`e`.`last_complete_at`) AS `last_complete_at` from (select `dcs_instance`.`source` AS `source`,NULL AS `last_complete_at` from `dcs_instance` union all select `sync_run`.`source` AS `source`,case when `sync_run`.`status` = 'complete' and `sync_run`.`trigger_type` <> 'backfill' then `sync_run`.`finished_at` end from `sync_run`) `e` group by `e`.`source`) `n` left join (select `i`.`source` AS `source`,count(distinct `i`.`instance_id`) AS `instances`,count(`s`.`completed_at`) AS `lists_read`,min(`s`.`completed_at`) AS `oldest_read_at`,count(case when `s`.`consecutive_failures` = 0 and `s`.`proof` = 'proved' then 1 end) AS `proved`,count(case when `s`.`consecutive_failures` = 0 and `s`.`proof` = 'weak' then 1 end) AS `weak`,count(case when `s`.`consecutive_failures` > 0 then 1 end) AS `failing`,count(case when `s`.`quarantined_until` > utc_timestamp(6) then 1 end) AS `quarantined`,count(`s`.`history_gap_at`) AS `history_gaps` from (`dcs_instance` `i` left join `instance_sync` `s` on(`s`.`instance_id` = `i`.`instance_id`)) where `i`.`gone_at` is null group by `i`.`source`) `l` on(`l`.`source` = `n`.`source`))) `q` left join `sync_run` `r` on(`r`.`run_id` = `q`.`last_run_id`));
CREATE VIEW `report_unprotected` AS select `s`.`source` AS `source`,`s`.`instance_id` AS `instance_id`,`s`.`instance_name` AS `instance_name`,`s`.`policy` AS `policy`,`s`.`rpo_minutes` AS `rpo_minutes`,`s`.`verdict` AS `verdict`,case when `s`.`verdict` = 'unknown' and `s`.`as_of` is null then 'never_read' when `s`.`verdict` = 'unknown' then 'stale_reading' when `s`.`last_status` is null then 'no_backups' when `s`.`verdict` = 'never' then 'none_succeeded' when `s`.`last_status` = 'failed' then 'last_failed' when `s`.`last_status` in ('waiting','backuping') then 'still_running' when `s`.`last_success_at` is null then 'none_restorable' else 'too_old' end collate utf8mb4_bin AS `reason`,`s`.`last_success_at` AS `last_success_at`,`s`.`age_minutes` AS `age_minutes`,`s`.`last_status` AS `last_status`,`s`.`last_error_code` AS `last_error_code`,`s`.`as_of` AS `as_of` from (select `report_rpo_status`.`source` AS `source`,`report_rpo_status`.`instance_id` AS `instance_id`,`report_rpo_status`.`instance_name` AS `instance_name`,`report_rpo_status`.`policy` AS `policy`,`report_rpo_status`.`rpo_minutes` AS `rpo_minutes`,`report_rpo_status`.`last_success_at` AS `last_success_at`,`report_rpo_status`.`age_minutes` AS `age_minutes`,`report_rpo_status`.`last_status` AS `last_status`,`report_rpo_status`.`last_error_code` AS `last_error_code`,`report_rpo_status`.`as_of` AS `as_of`,`report_rpo_status`.`verdict` AS `verdict` from `report_rpo_status`) `s` where `s`.`verdict` <> 'ok';
