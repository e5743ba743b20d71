package dev.signals.it.harmless;

/** How subclasses of an entity are mapped. */
enum Inheritances implements Feature {
    NONE(10, ""),
    SINGLE_TABLE(2, "@Inheritance(strategy = InheritanceType.SINGLE_TABLE)"),
    JOINED(2, "@Inheritance(strategy = InheritanceType.JOINED)"),
    TABLE_PER_CLASS(1, "@Inheritance(strategy = InheritanceType.TABLE_PER_CLASS)"),
    MAPPED_SUPERCLASS(1, "");

    private final int weight;
    private final String annotation;

    Inheritances(int weight, String annotation) {
        this.weight = weight;
        this.annotation = annotation;
    }

    @Override
    public String chapter() {
        return "Inheritance";
    }

    @Override
    public int weight() {
        return weight;
    }

    String annotation() {
        return annotation;
    }
}
