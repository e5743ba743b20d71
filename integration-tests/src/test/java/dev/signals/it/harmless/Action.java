package dev.signals.it.harmless;

import java.util.EnumSet;
import java.util.Set;

/** What a step does. */
enum Action {
    PERSIST(14),
    /** Merges an instance that is new. */
    MERGE_NEW(3),
    /** Merges an instance that is detached, after a change. */
    MERGE_DETACHED(6),
    /** Detaches, changes and merges. */
    DETACH_AND_MERGE(3),
    SET(12, Kind.VALUE, Kind.EMBEDDED, Kind.TO_ONE, Kind.ANY),
    SET_NULL(4, Kind.VALUE, Kind.EMBEDDED, Kind.TO_ONE, Kind.ANY, Kind.COLLECTION, Kind.MAP, Kind.ARRAY),
    /** Sets the value that it has. */
    SET_SAME(2, Kind.VALUE, Kind.EMBEDDED, Kind.TO_ONE),
    MUTATE(8, Kind.VALUE, Kind.EMBEDDED),
    ADD(12, Kind.COLLECTION, Kind.MAP, Kind.ARRAY),
    DROP(6, Kind.COLLECTION, Kind.MAP, Kind.ARRAY),
    CLEAR_ALL(3, Kind.COLLECTION, Kind.MAP),
    /** Sets another collection, with some of the elements. */
    REPLACE(4, Kind.COLLECTION, Kind.MAP, Kind.ARRAY),
    /** Sets another collection with the same elements. */
    COPY(2, Kind.COLLECTION, Kind.MAP, Kind.ARRAY),
    /** Moves the first element to the same attribute of another entity. */
    MOVE(3, Kind.COLLECTION),
    /** Hands the collection itself to another entity. */
    HAND_OVER(1, Kind.COLLECTION, Kind.MAP),
    REORDER(3, Kind.COLLECTION, Kind.ARRAY),
    MUTATE_ELEMENT(4, Kind.COLLECTION, Kind.MAP, Kind.ARRAY),
    TOUCH(4, Kind.COLLECTION, Kind.MAP, Kind.ARRAY, Kind.VALUE, Kind.TO_ONE),
    REMOVE(6),
    /** Removes by a reference that nobody has loaded. */
    REMOVE_REFERENCE(2),
    /** Sets an attribute of a reference that nobody has loaded. */
    SET_OF_REFERENCE(2, Kind.VALUE),
    PERSIST_REMOVED(1),
    PERSIST_MANAGED(1),
    QUERY(6),
    QUERY_PARAMETER(2),
    NATIVE_QUERY(2),
    NATIVE_QUERY_WITH_SPACE(1),
    BULK_UPDATE(1),
    BULK_DELETE(1),
    /** Asks by the natural id, for which Hibernate looks at what has been changed. */
    FIND_BY_NATURE(2),
    REPLICATE(1),
    FIND(3),
    /** Finds with the associations that an entity graph names. */
    FIND_BY_GRAPH(2),
    FLUSH(6),
    REFRESH(2),
    EVICT(2),
    CLEAR(2),
    FLUSH_AND_CLEAR(2),
    FIND_MULTIPLE(2),
    FORCE_INCREMENT(2),
    LOCK(1),
    READ_ONLY(2),
    WRITABLE(1),
    IS_DIRTY(1),
    /** Another session changes the row meanwhile. */
    CONFLICT(1);

    /** What a stateless session can do. */
    static final Set<Action> STATELESS = EnumSet.of(
            PERSIST,
            SET,
            SET_NULL,
            MUTATE,
            REMOVE,
            QUERY,
            NATIVE_QUERY,
            FIND,
            MERGE_DETACHED,
            BULK_UPDATE,
            BULK_DELETE);

    /** What makes an entity. */
    static final Set<Action> MAKING = EnumSet.of(PERSIST, MERGE_NEW);

    private final int weight;
    private final Set<Kind> kinds;

    Action(int weight, Kind... kinds) {
        this.weight = weight;
        this.kinds = kinds.length == 0 ? EnumSet.noneOf(Kind.class) : EnumSet.of(kinds[0], kinds);
    }

    int weight() {
        return weight;
    }

    /** The kinds of attributes that it is for; none if it is for the entity. */
    Set<Kind> kinds() {
        return kinds;
    }
}
