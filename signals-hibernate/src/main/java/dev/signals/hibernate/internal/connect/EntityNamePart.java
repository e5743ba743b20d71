package dev.signals.hibernate.internal.connect;

import dev.signals.hibernate.event.TransactionEvent;
import org.jspecify.annotations.Nullable;

/** The events of one entity name, or of all names. */
public final class EntityNamePart extends ModelPart<TransactionEvent> {

    /** Matches events of every entity name. */
    public static final EntityNamePart ANY = new EntityNamePart(null);

    private EntityNamePart(@Nullable String entityName) {
        super(entityName);
    }

    @Override
    EntityNamePart named(String entityName) {
        return new EntityNamePart(entityName);
    }

    @Override
    boolean matches(TransactionEvent event) {
        return true;
    }

    @Override
    @Nullable
    Object detail() {
        return null;
    }
}
