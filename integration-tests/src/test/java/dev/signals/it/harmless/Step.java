package dev.signals.it.harmless;

/**
 * One thing that is done.
 *
 * @param number of the entity to which it is done
 * @param attribute to which it is done, empty if to none
 * @param n what all other choices are made of
 */
record Step(Action action, String entity, int number, String attribute, int n) {

    @Override
    public String toString() {
        return action + " " + entity + "#" + number + (attribute.isEmpty() ? "" : "." + attribute) + " " + n;
    }
}
