package dev.signals.hibernate;

import dev.signals.hibernate.internal.access.QuietWrite;
import jakarta.persistence.metamodel.SingularAttribute;
import java.util.HashMap;
import java.util.Map;
import java.util.Objects;
import org.hibernate.SharedSessionContract;
import org.jspecify.annotations.Nullable;

/**
 * An UPDATE of a few columns that sends no signal, for receivers that write to entities themselves. Mirrors {@code
 * QuerySet.update()} of Django, and also keeps the instance in step, which Django does not.
 *
 * <pre>{@code
 * POST_SAVE.connect(Comment.class, event ->
 *         QuietUpdate.of(event.session(), event.instance().getArticle()).increment("comments", 1).execute());
 * }</pre>
 *
 * <p>The update is executed at once, in the transaction of the session. It neither flushes nor sends signals for
 * anything else: other pending changes of the session stay pending, also changes of the same instance. It sends no
 * signal, is not part of {@link ModelSignals#CHANGED}, and calls no JPA callback. The version stays as it is unless
 * {@link #withVersionCheck} is called.
 *
 * <p>A managed instance, and the state that Hibernate remembers of its row, get the same values, so the next flush
 * neither writes them again nor restores the old ones. A pending change of one of these attributes is dropped: the
 * value set here wins. If no row was written, because it is gone, belongs to another tenant or is hidden by a filter,
 * the instance stays as it is. A given instance that is detached, or given to a {@link org.hibernate.StatelessSession},
 * gets the values too.
 *
 * <p>The update is an HQL statement, so the second-level cache drops the entities of the class, and the query cache
 * drops the queries of its table. If it runs during a flush, for example from a JPA callback, that flush may overwrite
 * the new values.
 *
 * <p>Use it in the thread of the session. It may be executed again.
 *
 * @param <T> the entity class
 */
public final class QuietUpdate<T> {

    private final QuietWrite write;

    private QuietUpdate(QuietWrite write) {
        this.write = write;
    }

    /**
     * Begins an update of the row of {@code instance}, which may be managed, detached, or a reference that has not been
     * loaded.
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
     * Begins an update of the row with an identifier. If the session holds the instance, the instance is kept in step.
     *
     * @throws IllegalArgumentException if {@code type} is no entity, or {@code id} is not of the class of its
     *     identifiers
     * @throws IllegalStateException if the library is switched off for the session's factory
     */
    public static <T> QuietUpdate<T> of(SharedSessionContract session, Class<T> type, Object id) {
        Objects.requireNonNull(session, "session");
        Objects.requireNonNull(type, "type");
        Objects.requireNonNull(id, "id");
        return new QuietUpdate<>(ModelSignals.access(session.getFactory()).quietUpdate(session, type, id));
    }

    /**
     * Begins an update of all rows that satisfy a condition, which {@link #where} sets. Instances of these rows in the
     * session are not updated: they hold old values, and a later flush that writes them writes these values back.
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
     * @param attribute its name; for an attribute of an embeddable its path, for instance {@code address.city}
     * @param value the value; for an association the other entity, which may be a reference
     * @throws IllegalArgumentException if there is no such attribute, if it has no column that can be updated, or if
     *     the value is of another class or is an entity without a row
     * @throws IllegalStateException if the attribute has been set already
     */
    public QuietUpdate<T> set(String attribute, @Nullable Object value) {
        write.set(Objects.requireNonNull(attribute, "attribute"), value);
        return this;
    }

    /** Sets an attribute of the static metamodel, as {@link #set(String, Object)} does. */
    public <V> QuietUpdate<T> set(SingularAttribute<? super T, V> attribute, @Nullable V value) {
        return set(Objects.requireNonNull(attribute, "attribute").getName(), value);
    }

    /**
     * Adds a number to an attribute. The database does the addition, so concurrent transactions lose no increments,
     * whatever value the instance has; null counts as 0. An instance that is kept in step gets the sum by a query,
     * unless a filter now hides the row.
     *
     * @param attribute the name of a numeric attribute
     * @param by the number to add; may be negative
     * @throws IllegalArgumentException if there is no such attribute, if it is no number or stored by a converter, or
     *     if it cannot hold {@code by}
     * @throws IllegalStateException if the attribute has been set already
     */
    public QuietUpdate<T> increment(String attribute, Number by) {
        write.increment(Objects.requireNonNull(attribute, "attribute"), Objects.requireNonNull(by, "by"));
        return this;
    }

    /** Adds a number to an attribute of the static metamodel, as {@link #increment(String, Number)} does. */
    public QuietUpdate<T> increment(SingularAttribute<? super T, ? extends Number> attribute, Number by) {
        return increment(Objects.requireNonNull(attribute, "attribute").getName(), by);
    }

    /**
     * Updates the row only if it has the version of the instance, and increments the version of both. Without this
     * call, other transactions that have read the row do not notice the update.
     *
     * @throws IllegalStateException if there is no instance, or if the entity has no version, or one that the database
     *     generates
     */
    public QuietUpdate<T> withVersionCheck() {
        write.withVersionCheck();
        return this;
    }

    /**
     * Sets the condition for the rows to update.
     *
     * @param condition the text after {@code where} in HQL; attributes are written by name, and {@code e} is the entity
     * @param parameters the values of the named parameters of the condition
     * @throws IllegalStateException if this is the update of one entity, or has a condition already
     */
    public QuietUpdate<T> where(String condition, Map<String, ?> parameters) {
        write.where(
                Objects.requireNonNull(condition, "condition"),
                new HashMap<>(Objects.requireNonNull(parameters, "parameters")));
        return this;
    }

    /**
     * Executes the update.
     *
     * @return the number of rows: 0 or 1, unless a condition was given
     * @throws IllegalStateException if nothing is set, if the session has no transaction, if the instance has been
     *     removed or has no row yet, for example in PRE_SAVE, or if neither entity nor condition is given
     * @throws jakarta.persistence.OptimisticLockException if the row does not have the version of the instance
     */
    public int execute() {
        return write.execute();
    }
}
