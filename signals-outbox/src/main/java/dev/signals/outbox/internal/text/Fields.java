package dev.signals.outbox.internal.text;

/** The names in the JSON of an event. Rows that were written with them may be read by later versions. */
final class Fields {

    static final String OWN = "own";
    static final String SIGNAL = "signal";
    static final String ENTITY = "entity";
    static final String ID = "id";
    static final String TIME = "time";
    static final String TENANT = "tenant";
    static final String REASON = "reason";
    static final String CONTEXT = "context";
    static final String RAW = "raw";
    static final String CAUSES = "causes";
    static final String LAST_CAUSES = "lastCauses";
    static final String KIND = "kind";
    static final String SAVES = "saves";
    static final String CREATED = "created";
    static final String UPSERT = "upsert";
    static final String CHANGES = "changes";
    static final String STATE = "state";
    static final String COLLECTIONS = "collections";
    static final String ADDED = "added";
    static final String REMOVED = "removed";
    static final String ACTION = "action";
    static final String ATTRIBUTE = "attribute";
    static final String ROLE = "role";
    static final String OWNER_DELETED = "ownerDeleted";
    static final String PKS = "pks";
    static final String REVERSE = "reverse";

    private Fields() {}
}
