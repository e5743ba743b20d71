package dev.signals.hibernate.internal.state;

/** Names of entities in texts for people. */
public final class EntityNames {

    private EntityNames() {}

    /** Returns the name without package and outer class. */
    public static String shortName(String entityName) {
        return entityName.substring(Math.max(entityName.lastIndexOf('.'), entityName.lastIndexOf('$')) + 1);
    }
}
