package dev.signals.hibernate;

import org.jspecify.annotations.Nullable;

/** The events of one entity name. */
final class EntityNamePart extends ModelPart<ModelEvent<?>> {

    /** Those of every name. */
    static final EntityNamePart ANY = new EntityNamePart(null);

    private EntityNamePart(@Nullable String entityName) {
        super(entityName);
    }

    @Override
    EntityNamePart named(String entityName) {
        return new EntityNamePart(entityName);
    }

    @Override
    boolean covers(ModelEvent<?> event) {
        return true;
    }

    @Override
    @Nullable
    Object detail() {
        return null;
    }
}
