package dev.signals.it.collection.random;

/**
 * One step of a sequence. It means the same after others have been left out: where the box it works on is not there, it does
 * nothing.
 *
 * @param box the number of the box to work on or to make
 * @param value chooses a detail
 */
record Step(Action action, Role role, int box, int value) {

    /** What a step does. */
    enum Action {
        NEW_BOX,
        MERGE_NEW,
        ADD,
        REMOVE,
        CLEAR,
        SET,
        REORDER,
        REPLACE_BY_SAME,
        REPLACE_BY_OTHER,
        REPLACE_BY_NULL,
        MOVE,
        SWAP,
        LOAD,
        EDIT_OTHER_SIDE,
        MERGE,
        REMOVE_BOX,
        QUERY,
        QUERY_OTHER,
        FLUSH,
        CLEAR_SESSION,
        EVICT,
        COMMIT,
        ROLLBACK
    }

    @Override
    public String toString() {
        return action + " " + role + " " + box + " " + value;
    }
}
