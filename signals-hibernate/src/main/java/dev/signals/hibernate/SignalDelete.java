package dev.signals.hibernate;

import dev.signals.hibernate.internal.access.DeleteWrite;
import java.util.HashMap;
import java.util.Map;
import java.util.Objects;
import org.hibernate.SharedSessionContract;

/**
 * A DELETE of all rows that a query selects, which sends the signals that {@code remove} sends. Mirrors {@code
 * QuerySet.delete()} of Django.
 *
 * <pre>{@code
 * int deleted = SignalDelete.of(session, Article.class)
 *         .where("publishedIn < :year", Map.of("year", 1900))
 *         .execute();
 * }</pre>
 *
 * <p>In a session, the entities are loaded and removed in chunks. Removals cascade, JPA callbacks are called, versions are
 * checked and soft deletes stay soft, as with {@code remove}. Of each chunk first all {@link ModelSignals#PRE_DELETE} are
 * sent, then it is removed and flushed, then {@link ModelSignals#POST_DELETE} is sent. The {@code origin()} of these
 * events is this object. Within a chunk, rows that refer to each other are removed before the rows they refer to,
 * otherwise the order is that of the identifiers.
 *
 * <p>The session is flushed before and after each chunk. After each chunk, the entities that came into the session with
 * it are detached, also those that receivers have loaded or persisted, so that the session does not grow. Entities that
 * were managed before stay managed, and so do those that receivers have changed. A receiver that works on an entity for
 * longer should find it again in each call.
 *
 * <p>If nothing needs the entities, the rows are deleted by one bulk statement. Entities are needed by receivers of
 * deletions of the class, its subclasses or what its removal cascades to; by cascades, collection tables, JPA callbacks,
 * listeners of deletions, an interceptor and {@code @SQLDelete}; by rows that refer to each other; and if the session holds
 * entities of the class.
 *
 * <p>Rows of other entities that would still refer to deleted rows by a foreign key protect these, and nothing is
 * deleted. They are counted before any signal is sent, as Django does for {@code PROTECT}. See {@link
 * ProtectedReferencesException}. Entities with {@code @SoftDelete} are not protected, because their rows stay.
 *
 * <p>A {@link org.hibernate.StatelessSession} does not cascade, so children protect their parents too. The two signals
 * are sent around each statement.
 *
 * <p>Use it in the thread of the session. It may be executed again.
 *
 * @param <T> the entity class
 */
public final class SignalDelete<T> {

    private final Class<T> type;
    private final DeleteWrite write;
    private String selection = "";

    private SignalDelete(SharedSessionContract session, Class<T> type) {
        this.type = type;
        this.write = ModelSignals.access(session.getFactory()).delete(session, type, this);
    }

    /**
     * Begins a deletion of entities of a class, including its subclasses.
     *
     * @throws IllegalArgumentException if {@code type} is no entity
     * @throws IllegalStateException if the library is switched off for the session's factory
     */
    public static <T> SignalDelete<T> of(SharedSessionContract session, Class<T> type) {
        Objects.requireNonNull(session, "session");
        return new SignalDelete<>(session, Objects.requireNonNull(type, "type"));
    }

    /**
     * Sets the condition for the rows to delete.
     *
     * @param condition the text after {@code where} in HQL; attributes are written by name, and {@code e} is the entity.
     *     Never put a value that comes from outside into the text, use parameters
     * @param parameters the values of the named parameters of the condition
     * @throws IllegalStateException if a condition or {@link #all} has been given already
     */
    public SignalDelete<T> where(String condition, Map<String, ?> parameters) {
        Objects.requireNonNull(condition, "condition");
        write.where(condition, new HashMap<>(Objects.requireNonNull(parameters, "parameters")));
        selection = " where " + condition;
        return this;
    }

    /** Sets a condition without parameters, as {@link #where(String, Map)} does. */
    public SignalDelete<T> where(String condition) {
        return where(condition, Map.of());
    }

    /**
     * Selects all rows of the class.
     *
     * @throws IllegalStateException if a condition has been given already
     */
    public SignalDelete<T> all() {
        write.all();
        return this;
    }

    /**
     * Sets how many entities are loaded and deleted together; 500 without this call. Rows of the class that refer to each
     * other are always deleted together.
     *
     * @throws IllegalArgumentException if the number is less than 1
     */
    public SignalDelete<T> inChunksOf(int entities) {
        write.inChunksOf(entities);
        return this;
    }

    /**
     * Executes the deletion.
     *
     * @return the number of deleted rows that the condition has selected; what the removal has cascaded to is not counted
     * @throws IllegalStateException if there is no condition, if the session has no transaction, if its flush mode is
     *     MANUAL, or if a flush or a cascade is under way
     * @throws ProtectedReferencesException if other rows refer to rows that would be deleted
     */
    public int execute() {
        return write.execute();
    }

    /** Returns the entity class. */
    public Class<T> type() {
        return type;
    }

    /** Returns a text such as {@code delete Article where views = 0}, without the values of parameters. */
    @Override
    public String toString() {
        return "delete " + type.getSimpleName() + selection;
    }
}
