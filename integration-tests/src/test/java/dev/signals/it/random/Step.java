package dev.signals.it.random;

/**
 * One step of a sequence. It means the same on both sides, and still after other steps have been left out:
 * what it works on is named, and if that is not there it does nothing.
 *
 * @param target the tag of the entity to work on or to make
 * @param value a number that no other step has, so that no two titles are the same, or the choice of a detail
 */
record Step(Action action, String target, int value) {

    @Override
    public String toString() {
        return action + " " + target + " " + value;
    }
}
