package dev.signals.it.harmless;

/**
 * What an association cascades.
 *
 * @param settings of its annotation, each of which begins with a comma
 */
record Cascades(String settings, boolean persists, boolean orphans) {

    static final Cascades NONE = new Cascades("", false, false);

    static Cascades of(Dice dice, boolean ownsElements) {
        return switch (dice.next(8)) {
            case 0, 1 -> NONE;
            case 2 -> cascade("CascadeType.PERSIST", true);
            case 3 -> cascade("{CascadeType.PERSIST, CascadeType.MERGE}", true);
            case 4 -> cascade("{CascadeType.MERGE, CascadeType.REFRESH}", false);
            case 5 ->
                ownsElements
                        ? cascade("{CascadeType.PERSIST, CascadeType.REMOVE}", true)
                        : cascade("CascadeType.PERSIST", true);
            case 6 -> cascade("CascadeType.ALL", true);
            default ->
                ownsElements
                        ? new Cascades(", cascade = CascadeType.ALL, orphanRemoval = true", true, true)
                        : cascade("CascadeType.ALL", true);
        };
    }

    private static Cascades cascade(String types, boolean persists) {
        return new Cascades(", cascade = " + types, persists, false);
    }
}
