-- Control state, version 1. Times are nanoseconds since 1970, durations are nanoseconds. Versions of records are drawn from one sequence and
-- never used again. Everything can be run again after it was interrupted.
create sequence if not exists revision;

create table if not exists identity (
    id integer primary key,
    store_id varchar not null
);

create table if not exists policy (
    id varchar primary key,
    name varchar not null unique,
    crash_interval bigint not null,
    app_interval bigint not null,
    retention bigint not null,
    rpo_threshold bigint not null,
    compression varchar not null,
    flush_time bigint not null,
    version bigint not null
);

create table if not exists machine (
    id varchar primary key,
    name varchar not null unique,
    incarnation varchar not null,
    enrolled_at bigint not null,
    wish varchar not null,
    phase varchar not null,
    direction varchar not null,
    issue_code varchar,
    issue_kind varchar,
    issue_message varchar,
    issue_cause varchar,
    issue_remedy varchar,
    policy_id varchar,
    group_id varchar,
    resync_state varchar not null,
    resync_reason varchar,
    version bigint not null
);

create table if not exists machine_disk (
    machine_id varchar not null references machine (id) on delete cascade,
    place integer not null,
    disk_id varchar not null,
    path varchar not null,
    serial varchar not null,
    bytes bigint not null,
    primary key (machine_id, place)
);

create table if not exists agent_session (
    machine_id varchar primary key references machine (id) on delete cascade,
    incarnation varchar not null,
    issue_code varchar,
    issue_kind varchar,
    issue_message varchar,
    issue_cause varchar,
    issue_remedy varchar,
    version bigint not null
);

create table if not exists agent_session_token (
    machine_id varchar not null references agent_session (machine_id) on delete cascade,
    place integer not null,
    token varchar not null,
    token_use varchar not null,
    primary key (machine_id, place)
);

create table if not exists job (
    id varchar primary key,
    kind varchar not null,
    name varchar not null,
    target varchar not null,
    arguments varchar not null,
    state varchar not null,
    started_at bigint not null,
    ended_at bigint,
    issue_code varchar,
    issue_kind varchar,
    issue_message varchar,
    issue_cause varchar,
    issue_remedy varchar,
    cancellable boolean not null,
    cancel_requested boolean not null,
    result varchar,
    version bigint not null
);
create index if not exists job_by_start on job (started_at);

-- The steps of a job and the steps within them, in the order in which they are shown; depth 0 is a step of the job itself.
create table if not exists job_step (
    job_id varchar not null references job (id) on delete cascade,
    place integer not null,
    depth integer not null,
    name varchar not null,
    state varchar not null,
    detail varchar not null,
    done bigint not null,
    total bigint not null,
    started_at bigint,
    ended_at bigint,
    issue_code varchar,
    issue_kind varchar,
    issue_message varchar,
    issue_cause varchar,
    issue_remedy varchar,
    primary key (job_id, place)
);

create table if not exists event_number (
    id integer primary key,
    newest bigint not null
);

create table if not exists event (
    number bigint primary key,
    happened_at bigint not null,
    severity integer not null,
    subject varchar not null,
    sentence varchar not null,
    issue_code varchar,
    issue_kind varchar,
    issue_message varchar,
    issue_cause varchar,
    issue_remedy varchar
);
create index if not exists event_by_subject on event (subject, number);

create table if not exists vault_attachment (
    id integer primary key,
    vault_id varchar not null,
    name varchar not null,
    store_kind varchar not null,
    store_location varchar not null,
    attachment_mode varchar not null,
    generation bigint not null,
    attached_at bigint not null,
    version bigint not null
);

create table if not exists registration_key (
    id varchar primary key,
    verifier varchar not null,
    created_at bigint not null,
    expires_at bigint not null
);

create table if not exists certificate (
    serial varchar primary key,
    machine_id varchar not null,
    issued_at bigint not null,
    expires_at bigint not null,
    revoked_at bigint,
    revoked_reason varchar
);
create index if not exists certificate_by_machine on certificate (machine_id);
