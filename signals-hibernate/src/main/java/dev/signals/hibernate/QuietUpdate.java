package dev.signals.hibernate;

import dev.signals.hibernate.internal.access.QuietWrite;
import jakarta.persistence.metamodel.SingularAttribute;
import java.util.HashMap;
import java.util.Map;
import java.util.Objects;
import org.hibernate.SharedSessionContract;
import org.jspecify.annotations.Nullable;

/**
 * An UPDATE of a few columns that sends no signal, for receivers that write what they were called for. Mirrors {@code
 * QuerySet.update()} of Django, and keeps the instance in step, which Django does not.
 *
 * <pre>{@code
 * POST_SAVE.connect(Comment.class, event ->
 *         QuietUpdate.of(event.session(), event.instance().getArticle()).increment("comments", 1).execute());
 * }</pre>
 *
 * <p>It is executed at once, in the transaction of the session, and neither flushes nor announces anything else: what the
 * session has to write besides stays pending, also what it has to write of the same instance. No signal tells of it, {@link
 * ModelSignals#CHANGED} neither, nor does a JPA callback. The version stays as it is unless {@link #withVersionCheck} is called.
 *
 * <p>A managed instance, and what Hibernate remembers of its row, get the same values, so that the next flush writes them neither
 * again nor back. A pending change of one of these attributes is dropped: the value set here wins. If no row was written, as it is
 * gone, belongs to another tenant, or is hidden by a filter, the instance stays as it is. Of a detached instance, and in a {@link
 * org.hibernate.StatelessSession}, the given instance gets the values too.
 *
 * <p>It is an HQL statement, so the second-level cache forgets the entities of that class, and the query cache the queries of its
 * table. Called while a flush is under way, as by a JPA callback, it may be overtaken by what that flush is about to write.
 *
 * <p>Used by the thread of the session. It may be executed again.
 *
 * @param <T> the entity class
 */
public final class QuietUpdate<T> {

    private final QuietWrite write;

    private QuietUpdate(QuietWrite write) {
        this.write = write;
    }

    /**
     * Begins an update of the row of {@code instance}, which may be managed, a reference that has not been loaded, or detached.
     *
     * @throws IllegalArgumentException if it is no entity
     * @throws IllegalStateException if the library is switched off for the session's factory
     */
    public static <T> QuietUpdate<T> of(SharedSessionContract session, T instance) {
        Objects.requireNonNull(session, "session");
        Objects.requireNonNull(instance, "instance");
        return new QuietUpdate<>(ModelSignals.access(session.getFactory()).quietUpdate(session, instance));
    }

    /**
     * Begins an update of the row with an identifier. If the session holds the instance, it is kept in step.
     *
     * @throws IllegalArgumentException if {@code type} is no entity, or {@code id} not of the class of its identifiers
     * @throws IllegalStateException if the library is switched off for the session's factory
     */
    public static <T> QuietUpdate<T> of(SharedSessionContract session, Class<T> type, Object id) {
        Objects.requireNonNull(session, "session");
        Objects.requireNonNull(type, "type");
        Objects.requireNonNull(id, "id");
        return new QuietUpdate<>(ModelSignals.access(session.getFactory()).quietUpdate(session, type, id));
    }

    /**
     * Begins an update of all rows that satisfy a condition, to be given by {@link #where}. Instances of these rows are neither
     * found in the session nor refreshed: what they hold is outdated, and written back by the next flush that writes them.
     *
     * @throws IllegalArgumentException if {@code type} is no entity
     * @throws IllegalStateException if the library is switched off for the session's factory
     */
    public static <T> QuietUpdate<T> of(SharedSessionContract session, Class<T> type) {
        Objects.requireNonNull(session, "session");
        Objects.requireNonNull(type, "type");
        return new QuietUpdate<>(ModelSignals.access(session.getFactory()).quietUpdate(session, type, null));
    }

    /**
     * Sets an attribute.
     *
     * @param attribute its name; one of an embeddable by its path, as {@code address.city}
     * @param value the value; for an association the other entity, which may be a reference
     * @throws IllegalArgumentException if there is no such attribute, if it has no column to be updated, if the value is of another
     *     class, or is an entity without a row
     * @throws IllegalStateException if the attribute is set already
     */
    public QuietUpdate<T> set(String attribute, @Nullable Object value) {
        write.set(Objects.requireNonNull(attribute, "attribute"), value);
        return this;
    }

    /** Does the same with an attribute of the static metamodel. */
    public <V> QuietUpdate<T> set(SingularAttribute<? super T, V> attribute, @Nullable V value) {
        return set(attribute.getName(), value);
    }

    /**
     * Adds to an attribute. The database adds, so that of several transactions which do so none is lost, whatever value the
     * instance has; null counts as 0. An instance that is kept in step gets the sum by a query, unless a filter hides the row now.
     *
     * @param attribute the name of a number
     * @param by what is added; may be negative
     * @throws IllegalArgumentException if there is no such attribute, if it is no number or stored by a converter, or if it cannot
     *     hold {@code by}
     * @throws IllegalStateException if the attribute is set already
     */
    public QuietUpdate<T> increment(String attribute, Number by) {
        write.increment(Objects.requireNonNull(attribute, "attribute"), Objects.requireNonNull(by, "by"));
        return this;
    }

    /** Does the same with an attribute of the static metamodel. */
    public QuietUpdate<T> increment(SingularAttribute<? super T, ? extends Number> attribute, Number by) {
        return increment(attribute.getName(), by);
    }

    /**
     * Writes only if the row has the version of the instance, and increments the version of both. Without this call other
     * transactions that have read the row do not notice the update.
     *
     * @throws IllegalStateException if there is no instance, or if the entity has no version, or one that the database makes
     */
    public QuietUpdate<T> withVersionCheck() {
        write.withVersionCheck();
        return this;
    }

    /**
     * Says which rows are updated.
     *
     * @param condition what follows {@code where} in HQL: attributes by name, {@code e} is the entity
     * @param parameters the values of the named parameters of the condition
     * @throws IllegalStateException if the update is that of one entity, or has a condition already
     */
    public QuietUpdate<T> where(String condition, Map<String, ?> parameters) {
        write.where(
                Objects.requireNonNull(condition, "condition"),
                new HashMap<>(Objects.requireNonNull(parameters, "parameters")));
        return this;
    }

    /**
     * Writes.
     *
     * @return the number of rows: 0 or 1, unless a condition says which
     * @throws IllegalStateException if nothing is set, if the session has no transaction, if the instance has been removed or has no
     *     row yet, as in PRE_SAVE, or if neither entity nor condition is given
     * @throws jakarta.persistence.OptimisticLockException if the row does not have the version of the instance
     */
    public int execute() {
        return write.execute();
    }
}
