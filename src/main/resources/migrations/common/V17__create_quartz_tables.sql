-- Quartz's own tables, for processes that share a schedule. It spells their names in capitals, which MariaDB and MySQL
-- take for other names than small letters. Few rows: the primary keys are all the indexes they need.
create table if not exists DCS_QRTZ_JOB_DETAILS (
    SCHED_NAME        varchar(120) ${exact} not null,
    JOB_NAME          varchar(200) ${exact} not null,
    JOB_GROUP         varchar(200) ${exact} not null,
    DESCRIPTION       ${text},
    JOB_CLASS_NAME    varchar(250) ${exact} not null,
    IS_DURABLE        boolean               not null,
    IS_NONCONCURRENT  boolean               not null,
    IS_UPDATE_DATA    boolean               not null,
    REQUESTS_RECOVERY boolean               not null,
    JOB_DATA          ${bytes},
    primary key (SCHED_NAME, JOB_NAME, JOB_GROUP)
) ${table_options};

create table if not exists DCS_QRTZ_TRIGGERS (
    SCHED_NAME     varchar(120) ${exact} not null,
    TRIGGER_NAME   varchar(200) ${exact} not null,
    TRIGGER_GROUP  varchar(200) ${exact} not null,
    JOB_NAME       varchar(200) ${exact} not null,
    JOB_GROUP      varchar(200) ${exact} not null,
    DESCRIPTION    ${text},
    NEXT_FIRE_TIME bigint,
    PREV_FIRE_TIME bigint,
    PRIORITY       integer,
    TRIGGER_STATE  varchar(16) ${exact}  not null,
    TRIGGER_TYPE   varchar(8) ${exact}   not null,
    START_TIME     bigint                not null,
    END_TIME       bigint,
    CALENDAR_NAME  varchar(200) ${exact},
    MISFIRE_INSTR  smallint,
    JOB_DATA       ${bytes},
    primary key (SCHED_NAME, TRIGGER_NAME, TRIGGER_GROUP),
    foreign key (SCHED_NAME, JOB_NAME, JOB_GROUP)
        references DCS_QRTZ_JOB_DETAILS (SCHED_NAME, JOB_NAME, JOB_GROUP)
) ${table_options};

create table if not exists DCS_QRTZ_SIMPLE_TRIGGERS (
    SCHED_NAME      varchar(120) ${exact} not null,
    TRIGGER_NAME    varchar(200) ${exact} not null,
    TRIGGER_GROUP   varchar(200) ${exact} not null,
    REPEAT_COUNT    bigint                not null,
    REPEAT_INTERVAL bigint                not null,
    TIMES_TRIGGERED bigint                not null,
    primary key (SCHED_NAME, TRIGGER_NAME, TRIGGER_GROUP),
    foreign key (SCHED_NAME, TRIGGER_NAME, TRIGGER_GROUP)
        references DCS_QRTZ_TRIGGERS (SCHED_NAME, TRIGGER_NAME, TRIGGER_GROUP)
) ${table_options};

create table if not exists DCS_QRTZ_CRON_TRIGGERS (
    SCHED_NAME      varchar(120) ${exact} not null,
    TRIGGER_NAME    varchar(200) ${exact} not null,
    TRIGGER_GROUP   varchar(200) ${exact} not null,
    CRON_EXPRESSION varchar(250) ${exact} not null,
    TIME_ZONE_ID    varchar(80) ${exact},
    primary key (SCHED_NAME, TRIGGER_NAME, TRIGGER_GROUP),
    foreign key (SCHED_NAME, TRIGGER_NAME, TRIGGER_GROUP)
        references DCS_QRTZ_TRIGGERS (SCHED_NAME, TRIGGER_NAME, TRIGGER_GROUP)
) ${table_options};

create table if not exists DCS_QRTZ_SIMPROP_TRIGGERS (
    SCHED_NAME    varchar(120) ${exact} not null,
    TRIGGER_NAME  varchar(200) ${exact} not null,
    TRIGGER_GROUP varchar(200) ${exact} not null,
    STR_PROP_1    varchar(512) ${exact},
    STR_PROP_2    varchar(512) ${exact},
    STR_PROP_3    varchar(512) ${exact},
    INT_PROP_1    integer,
    INT_PROP_2    integer,
    LONG_PROP_1   bigint,
    LONG_PROP_2   bigint,
    DEC_PROP_1    numeric(13, 4),
    DEC_PROP_2    numeric(13, 4),
    BOOL_PROP_1   boolean,
    BOOL_PROP_2   boolean,
    primary key (SCHED_NAME, TRIGGER_NAME, TRIGGER_GROUP),
    foreign key (SCHED_NAME, TRIGGER_NAME, TRIGGER_GROUP)
        references DCS_QRTZ_TRIGGERS (SCHED_NAME, TRIGGER_NAME, TRIGGER_GROUP)
) ${table_options};

create table if not exists DCS_QRTZ_BLOB_TRIGGERS (
    SCHED_NAME    varchar(120) ${exact} not null,
    TRIGGER_NAME  varchar(200) ${exact} not null,
    TRIGGER_GROUP varchar(200) ${exact} not null,
    BLOB_DATA     ${bytes},
    primary key (SCHED_NAME, TRIGGER_NAME, TRIGGER_GROUP),
    foreign key (SCHED_NAME, TRIGGER_NAME, TRIGGER_GROUP)
        references DCS_QRTZ_TRIGGERS (SCHED_NAME, TRIGGER_NAME, TRIGGER_GROUP)
) ${table_options};

create table if not exists DCS_QRTZ_CALENDARS (
    SCHED_NAME    varchar(120) ${exact} not null,
    CALENDAR_NAME varchar(200) ${exact} not null,
    CALENDAR      ${bytes}              not null,
    primary key (SCHED_NAME, CALENDAR_NAME)
) ${table_options};

create table if not exists DCS_QRTZ_PAUSED_TRIGGER_GRPS (
    SCHED_NAME    varchar(120) ${exact} not null,
    TRIGGER_GROUP varchar(200) ${exact} not null,
    primary key (SCHED_NAME, TRIGGER_GROUP)
) ${table_options};

create table if not exists DCS_QRTZ_FIRED_TRIGGERS (
    SCHED_NAME        varchar(120) ${exact} not null,
    ENTRY_ID          varchar(95) ${exact}  not null,
    TRIGGER_NAME      varchar(200) ${exact} not null,
    TRIGGER_GROUP     varchar(200) ${exact} not null,
    INSTANCE_NAME     varchar(200) ${exact} not null,
    FIRED_TIME        bigint                not null,
    SCHED_TIME        bigint                not null,
    PRIORITY          integer               not null,
    STATE             varchar(16) ${exact}  not null,
    JOB_NAME          varchar(200) ${exact},
    JOB_GROUP         varchar(200) ${exact},
    IS_NONCONCURRENT  boolean,
    REQUESTS_RECOVERY boolean,
    primary key (SCHED_NAME, ENTRY_ID)
) ${table_options};

create table if not exists DCS_QRTZ_SCHEDULER_STATE (
    SCHED_NAME        varchar(120) ${exact} not null,
    INSTANCE_NAME     varchar(200) ${exact} not null,
    LAST_CHECKIN_TIME bigint                not null,
    CHECKIN_INTERVAL  bigint                not null,
    primary key (SCHED_NAME, INSTANCE_NAME)
) ${table_options};

create table if not exists DCS_QRTZ_LOCKS (
    SCHED_NAME varchar(120) ${exact} not null,
    LOCK_NAME  varchar(40) ${exact}  not null,
    primary key (SCHED_NAME, LOCK_NAME)
) ${table_options};

-- Which part of its source a sync was about; NULL where the source is not cut into shards.
alter table sync_run add column ${if_not_exists} shard integer;
