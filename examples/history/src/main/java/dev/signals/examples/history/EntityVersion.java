package dev.signals.examples.history;

import dev.signals.hibernate.event.ChangeKind;
import dev.signals.hibernate.event.Changed;
import jakarta.persistence.Column;
import jakarta.persistence.Entity;
import jakarta.persistence.EnumType;
import jakarta.persistence.Enumerated;
import jakarta.persistence.GeneratedValue;
import jakarta.persistence.Id;
import jakarta.persistence.Index;
import jakarta.persistence.Table;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import org.hibernate.Length;
import org.hibernate.annotations.Immutable;
import org.hibernate.annotations.JdbcTypeCode;
import org.hibernate.type.SqlTypes;
import org.jspecify.annotations.Nullable;

/**
 * What one transaction has made of one entity. It names the entity by text only, so it stays when the entity goes and can be
 * read when the class has changed.
 */
@Entity
@Immutable
@NotRecorded
@Table(indexes = @Index(columnList = "entityName, entityKey"))
public class EntityVersion {

    @Id
    @GeneratedValue
    private @Nullable Long id;

    private String entityName;
    private String entityKey;

    @Enumerated(EnumType.STRING)
    private ChangeKind kind;

    private Instant changedAt;
    private @Nullable String changedBy;

    @Column(length = Length.LONG32)
    private @Nullable String reason;

    @JdbcTypeCode(SqlTypes.JSON)
    private List<AttributeChange> changes;

    /** A JSON object. */
    @Column(length = Length.LONG32)
    private String state;

    protected EntityVersion() {}

    EntityVersion(
            Changed<?> event,
            String entityName,
            String entityKey,
            Instant changedAt,
            List<AttributeChange> changes,
            Map<String, @Nullable Object> state) {
        this.entityName = entityName;
        this.entityKey = entityKey;
        this.kind = event.kind();
        this.changedAt = changedAt;
        this.changedBy = Objects.toString(event.context().get(HistoryRecorder.USER), null);
        this.reason = event.reason().orElse(null);
        this.changes = changes;
        this.state = PlainValues.write(state);
    }

    /** Returns the JPA name of the entity. */
    public String entityName() {
        return entityName;
    }

    /** Returns the identifier of the entity as text; JSON if it has several parts. */
    public String entityKey() {
        return entityKey;
    }

    /** Returns whether the entity was created, updated or deleted. */
    public ChangeKind kind() {
        return kind;
    }

    /** Returns when the transaction was committed. */
    public Instant changedAt() {
        return changedAt;
    }

    /** Returns the user; empty if nobody was logged in. */
    public Optional<String> changedBy() {
        return Optional.ofNullable(changedBy);
    }

    /** Returns the reason; empty if none was given. */
    public Optional<String> reason() {
        return Optional.ofNullable(reason);
    }

    /** Returns what has changed: first the attributes, then the collections. */
    public List<AttributeChange> changes() {
        return List.copyOf(changes);
    }

    /**
     * Returns the whole entity after the transaction, or before its deletion: attributes by value, associations by key. The
     * values are those of JSON: text, numbers, booleans, lists and maps.
     */
    public Map<String, @Nullable Object> state() {
        return PlainValues.readMap(state);
    }

    /** Returns the name and key of the entity. */
    @Override
    public String toString() {
        return entityName + " " + entityKey;
    }
}
