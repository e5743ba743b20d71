package dev.signals.outbox.internal.boot;

import dev.signals.outbox.internal.settings.Settings;
import dev.signals.outbox.internal.table.Tables;
import java.time.OffsetDateTime;
import java.util.Map;
import java.util.UUID;
import org.hibernate.boot.ResourceStreamLocator;
import org.hibernate.boot.model.naming.Identifier;
import org.hibernate.boot.model.relational.Namespace;
import org.hibernate.boot.spi.AdditionalMappingContributions;
import org.hibernate.boot.spi.AdditionalMappingContributor;
import org.hibernate.boot.spi.InFlightMetadataCollector;
import org.hibernate.boot.spi.MetadataBuildingContext;
import org.hibernate.dialect.Dialect;
import org.hibernate.dialect.PostgreSQLDialect;
import org.hibernate.engine.config.spi.ConfigurationService;
import org.hibernate.engine.jdbc.Size;
import org.hibernate.mapping.BasicValue;
import org.hibernate.mapping.Column;
import org.hibernate.mapping.Index;
import org.hibernate.mapping.PrimaryKey;
import org.hibernate.mapping.Table;
import org.hibernate.type.SqlTypes;
import org.hibernate.type.StandardBasicTypes;
import org.hibernate.type.Type;
import org.hibernate.type.descriptor.sql.spi.DdlTypeRegistry;

/** Adds the tables of the outbox to those that Hibernate's schema tool knows, if the settings ask for it. */
public final class OutboxTables implements AdditionalMappingContributor {

    private static final String CONTRIBUTOR = "signals-outbox";

    private static final Map<Integer, Class<?>> JAVA_TYPES = Map.of(
            SqlTypes.VARCHAR, String.class,
            SqlTypes.LONG32VARCHAR, String.class,
            SqlTypes.LONG32VARBINARY, byte[].class,
            SqlTypes.TIMESTAMP_WITH_TIMEZONE, OffsetDateTime.class,
            SqlTypes.BOOLEAN, Boolean.class,
            SqlTypes.INTEGER, Integer.class,
            SqlTypes.BIGINT, Long.class,
            SqlTypes.UUID, UUID.class,
            SqlTypes.JSON, String.class);

    @Override
    public String getContributorName() {
        return CONTRIBUTOR;
    }

    @Override
    public void contribute(
            AdditionalMappingContributions contributions,
            InFlightMetadataCollector metadata,
            ResourceStreamLocator resources,
            MetadataBuildingContext context) {
        Map<String, Object> settings = context.getBootstrapContext()
                .getServiceRegistry()
                .requireService(ConfigurationService.class)
                .getSettings();
        Settings known = Settings.of(settings);
        if (known.hasTables()) {
            Definition definition = new Definition(
                    context,
                    metadata.getDatabase().getDefaultNamespace(),
                    metadata.getDatabase().getDialect(),
                    metadata.getTypeConfiguration().getDdlTypeRegistry());
            if (known.content().hasJobs()) {
                contributions.contributeTable(definition.jobs());
                contributions.contributeTable(definition.ordered());
                contributions.contributeTable(definition.dead());
                contributions.contributeTable(definition.done());
            }
            if (known.content().hasEvents()) {
                contributions.contributeTable(definition.events());
            }
        }
    }

    /** The tables in the types of one database. */
    private record Definition(
            MetadataBuildingContext context, Namespace namespace, Dialect dialect, DdlTypeRegistry types) {

        /** The table of db-scheduler, as its documentation has it. */
        Table jobs() {
            Table table = table(Tables.JOBS);
            Column name = text(table, "task_name", 100);
            key(table, name, text(table, "task_instance", 100));
            add(table, "task_data", SqlTypes.LONG32VARBINARY).setNullable(true);
            Column due = add(table, "execution_time", SqlTypes.TIMESTAMP_WITH_TIMEZONE);
            add(table, "picked", SqlTypes.BOOLEAN);
            text(table, "picked_by", 50).setNullable(true);
            add(table, "last_success", SqlTypes.TIMESTAMP_WITH_TIMEZONE).setNullable(true);
            add(table, "last_failure", SqlTypes.TIMESTAMP_WITH_TIMEZONE).setNullable(true);
            add(table, "consecutive_failures", SqlTypes.INTEGER).setNullable(true);
            Column heartbeat = add(table, "last_heartbeat", SqlTypes.TIMESTAMP_WITH_TIMEZONE);
            heartbeat.setNullable(true);
            add(table, "version", SqlTypes.BIGINT);
            index(table, "signals_jobs_due", name, due);
            Index beating = index(table, "signals_jobs_heartbeat", heartbeat);
            if (dialect instanceof PostgreSQLDialect) {
                beating.setOptions("where last_heartbeat is not null"); // A call that waits has none, and no entry.
            }
            return table;
        }

        Table ordered() {
            Table table = table(Tables.ORDERED);
            String identity = types.getTypeName(SqlTypes.BIGINT, dialect) + " "
                    + dialect.getIdentityColumnSupport().getIdentityColumnString(SqlTypes.BIGINT);
            Column number = add(table, "event_number", SqlTypes.BIGINT, identity);
            key(table, number);
            Column receiver = text(table, "receiver", 100);
            Column lane = text(table, "lane", 200);
            Column callKey = text(table, "call_key", 36);
            add(table, "call_data", SqlTypes.LONG32VARBINARY);
            add(table, "attempts", SqlTypes.INTEGER);
            add(table, "begun", SqlTypes.INTEGER);
            add(table, "due", SqlTypes.TIMESTAMP_WITH_TIMEZONE);
            index(table, "signals_ordered_lane", receiver, lane, number);
            index(table, "signals_ordered_key", callKey);
            return table;
        }

        Table dead() {
            Table table = table(Tables.DEAD);
            key(table, text(table, "call_key", 36));
            text(table, "receiver", 100);
            text(table, "lane", 200);
            add(table, "call_data", SqlTypes.LONG32VARBINARY);
            add(table, "attempts", SqlTypes.INTEGER);
            add(table, "died_at", SqlTypes.TIMESTAMP_WITH_TIMEZONE);
            add(table, "failure", SqlTypes.LONG32VARCHAR);
            return table;
        }

        Table done() {
            Table table = table(Tables.DONE);
            Column receiver = text(table, "receiver", 100);
            key(table, receiver, text(table, "call_key", 36));
            index(table, "signals_done_time", receiver, add(table, "done_at", SqlTypes.TIMESTAMP_WITH_TIMEZONE));
            return table;
        }

        /** The table of Debezium's event router, as its documentation has it, with room for long identifiers and two columns for headers. */
        Table events() {
            Table table = table(Tables.EVENTS);
            key(table, add(table, "id", SqlTypes.UUID));
            text(table, "aggregatetype", 255);
            text(table, "aggregateid", Tables.LONGEST_AGGREGATE_ID);
            text(table, "type", 255);
            add(table, "payload", SqlTypes.JSON).setNullable(true);
            text(table, "tenant", 255).setNullable(true);
            text(table, "traceparent", 255).setNullable(true);
            return table;
        }

        private Table table(String name) {
            return new Table(CONTRIBUTOR, namespace, Identifier.toIdentifier(name), false);
        }

        private Column text(Table table, String name, long length) {
            Type type = context.getMetadataCollector()
                    .getTypeConfiguration()
                    .getBasicTypeRegistry()
                    .resolve(StandardBasicTypes.STRING);
            return add(table, name, SqlTypes.VARCHAR, types.getTypeName(SqlTypes.VARCHAR, Size.length(length), type));
        }

        private Column add(Table table, String name, int type) {
            return add(table, name, type, types.getTypeName(type, dialect));
        }

        private Column add(Table table, String name, int code, String type) {
            Column column = new Column(name);
            column.setSqlType(type);
            column.setSqlTypeCode(code);
            column.setNullable(false);
            table.addColumn(column);
            BasicValue value = new BasicValue(context, table); // Hibernate asks the value of each column for its size.
            value.setImplicitJavaTypeAccess(configuration -> JAVA_TYPES.get(code));
            value.addColumn(column);
            return column;
        }

        private static void key(Table table, Column... columns) {
            PrimaryKey key = new PrimaryKey(table);
            for (Column column : columns) {
                key.addColumn(column);
            }
            table.setPrimaryKey(key);
        }

        private static Index index(Table table, String name, Column... columns) {
            Index index = new Index();
            index.setName(name);
            index.setTable(table);
            for (Column column : columns) {
                index.addColumn(column);
            }
            table.addIndex(index);
            return index;
        }
    }
}
