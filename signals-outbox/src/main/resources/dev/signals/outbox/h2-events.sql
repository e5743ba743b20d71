create table outboxevent (
    id uuid not null,
    aggregatetype varchar(255) not null,
    aggregateid varchar(4000) not null,
    type varchar(255) not null,
    payload json,
    tenant varchar(255),
    traceparent varchar(255),
    primary key (id)
);
