package dev.signals.hibernate.internal.walk;

import dev.signals.hibernate.internal.compat.MappingParts;
import dev.signals.hibernate.internal.mapping.OwnedCollection;
import java.lang.reflect.Proxy;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import org.hibernate.engine.jdbc.spi.JdbcCoordinator;
import org.hibernate.engine.spi.LoadQueryInfluencers;
import org.hibernate.event.spi.EventSource;
import org.hibernate.metamodel.mapping.BasicValuedModelPart;
import org.hibernate.metamodel.mapping.EntityAssociationMapping;
import org.hibernate.metamodel.mapping.EntityMappingType;
import org.hibernate.metamodel.mapping.ForeignKeyDescriptor;
import org.hibernate.metamodel.mapping.JdbcMapping;
import org.hibernate.metamodel.mapping.PluralAttributeMapping;
import org.hibernate.persister.entity.EntityPersister;
import org.hibernate.sql.ast.tree.from.NamedTableReference;
import org.hibernate.sql.ast.tree.from.TableGroup;
import org.hibernate.sql.ast.tree.from.TableReference;
import org.jspecify.annotations.Nullable;

/**
 * The rows of one owner in the table of an association, including rows that no query shows: a filter or a restriction hides
 * them, or their element is soft-deleted. Hibernate deletes them together with the others.
 */
final class JoinTable {
    private final EventSource session;
    private final EntityPersister owner;
    private final PluralAttributeMapping attribute;
    private final Object key;

    /**
     * @param key the value by which the rows refer to the owner
     */
    JoinTable(EventSource session, EntityPersister owner, OwnedCollection collection, Object key) {
        this.session = session;
        this.owner = owner;
        this.attribute = collection.persister().getAttributeMapping();
        this.key = key;
    }

    /** Returns whether there may be rows that a query does not show. */
    boolean mayHideRows() {
        LoadQueryInfluencers influencers = session.getLoadQueryInfluencers();
        return attribute.hasWhereRestrictions()
                || attribute.getCollectionDescriptor().isAffectedByEnabledFilters(influencers)
                || hides(owner, influencers)
                || (attribute.getElementDescriptor() instanceof EntityAssociationMapping element
                        && hides(element.getAssociatedEntityMappingType(), influencers));
    }

    private static boolean hides(EntityMappingType entity, LoadQueryInfluencers influencers) {
        return entity.hasWhereRestrictions()
                || entity.getSoftDeleteMapping() != null
                || entity.isAffectedByEnabledFilters(influencers, false);
    }

    /**
     * Returns whether there can be references to the elements without loading them: proxies, or enhanced ones. Hibernate
     * reads the class of a concrete proxy from the row ({@code EntityMappingType.resolveConcreteProxyTypeForId}).
     */
    boolean haveReferences() {
        return attribute.getElementDescriptor() instanceof EntityAssociationMapping element
                && !persister(element).isConcreteProxy()
                && (persister(element).hasProxy()
                        || persister(element).getBytecodeEnhancementMetadata().isEnhancedForLazyLoading());
    }

    private EntityPersister persister(EntityAssociationMapping element) {
        return session.getFactory()
                .getMappingMetamodel()
                .getEntityDescriptor(element.getAssociatedEntityMappingType().getEntityName());
    }

    /** Returns whether the table may have rows of elements that were taken out, as with {@code @Temporal}. */
    boolean keepsFormerRows() {
        return MappingParts.keepsFormerRows(attribute);
    }

    /**
     * Returns whether all rows of the owner are really deleted: none is only marked as deleted, and none is kept by a
     * restriction.
     */
    boolean isDeletedAsAWhole() {
        return attribute.getSoftDeleteMapping() == null && !isRestricted();
    }

    /**
     * Returns whether the table itself has a restriction. A restriction of the elements does not keep rows from being
     * deleted.
     */
    private boolean isRestricted() {
        boolean[] restricted = {false};
        if (attribute.hasWhereRestrictions()) {
            attribute.applyWhereRestrictions(predicate -> restricted[0] = true, group(), true, null);
        }
        return restricted[0];
    }

    /** Returns a stand-in for the table in a query, as far as a restriction needs it. */
    private TableGroup group() {
        TableReference table =
                new NamedTableReference(attribute.getKeyDescriptor().getKeyTable(), "rows");
        return (TableGroup) Proxy.newProxyInstance(
                TableGroup.class.getClassLoader(),
                new Class<?>[] {TableGroup.class},
                (proxy, method, arguments) ->
                        TableReference.class.isAssignableFrom(method.getReturnType()) ? table : null);
    }

    /**
     * Reads the identifiers of the elements.
     *
     * @return null if the rows do not hold them in one column, or if not all rows are deleted
     */
    @Nullable
    List<Object> ids() {
        if (!isDeletedAsAWhole()
                || !(attribute.getElementDescriptor() instanceof EntityAssociationMapping element)
                || !element.isReferenceToPrimaryKey()
                || !persister(element).hasProxy()
                || !(element.getForeignKeyDescriptor().getKeyPart() instanceof BasicValuedModelPart column)
                || !(element.getForeignKeyDescriptor().getTargetPart() instanceof BasicValuedModelPart)) {
            return null;
        }
        JdbcMapping type = column.getJdbcMapping();
        return select(
                column.getSelectionExpression(),
                row -> type.convertToDomainValue(type.getJdbcValueExtractor().extract(row, 1, session)));
    }

    long count() {
        return select("count(*)", row -> row.getLong(1)).get(0);
    }

    private interface Reader<T> {
        @Nullable
        T read(ResultSet row) throws SQLException;
    }

    private record Parameter(@Nullable Object value, JdbcMapping type) {}

    private <T> List<T> select(String what, Reader<T> reader) {
        ForeignKeyDescriptor foreignKey = attribute.getKeyDescriptor();
        List<String> conditions = new ArrayList<>();
        List<Parameter> parameters = new ArrayList<>();
        foreignKey
                .getKeyPart()
                .decompose(
                        key,
                        (index, value, column) -> {
                            conditions.add(column.getSelectionExpression() + "=?");
                            parameters.add(new Parameter(value, column.getJdbcMapping()));
                        },
                        session);
        String sql =
                "select " + what + " from " + foreignKey.getKeyTable() + " where " + String.join(" and ", conditions);
        JdbcCoordinator coordinator = session.getJdbcCoordinator();
        PreparedStatement statement = coordinator.getStatementPreparer().prepareQueryStatement(sql, false, null);
        try {
            for (int i = 0; i < parameters.size(); i++) {
                bind(statement, i + 1, parameters.get(i));
            }
            return read(coordinator.getResultSetReturn().extract(statement, sql), reader);
        } catch (SQLException e) {
            throw session.getJdbcServices()
                    .getSqlExceptionHelper()
                    .convert(
                            e,
                            "could not read the keys of "
                                    + attribute.getNavigableRole().getFullPath(),
                            sql);
        } finally {
            coordinator.getLogicalConnection().getResourceRegistry().release(statement);
            coordinator.afterStatementExecution();
        }
    }

    @SuppressWarnings("unchecked") // the mapping has made the value
    private void bind(PreparedStatement statement, int position, Parameter parameter) throws SQLException {
        parameter.type().getJdbcValueBinder().bind(statement, parameter.value(), position, session);
    }

    private static <T> List<T> read(ResultSet rows, Reader<T> reader) throws SQLException {
        List<T> values = new ArrayList<>();
        while (rows.next()) {
            T value = reader.read(rows);
            if (value != null) {
                values.add(value);
            }
        }
        return values;
    }
}
