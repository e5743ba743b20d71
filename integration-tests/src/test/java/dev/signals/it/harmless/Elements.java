package dev.signals.it.harmless;

/** What the elements of an attribute with many values are, and where they are kept. */
enum Elements implements Feature {
    BASIC(6, "Collections: collections of value types"),
    EMBEDDABLE(5, "Collections: collections of embeddable types"),
    ONE_TO_MANY_FOREIGN_KEY(4, "Associations: @OneToMany, unidirectional with @JoinColumn"),
    ONE_TO_MANY_TABLE(3, "Associations: @OneToMany, unidirectional"),
    ONE_TO_MANY_MAPPED(5, "Associations: @OneToMany, bidirectional"),
    MANY_TO_MANY(5, "Associations: @ManyToMany, unidirectional"),
    MANY_TO_MANY_BOTH(4, "Associations: @ManyToMany, bidirectional"),
    MANY_TO_MANY_SELF(2, "Associations: @ManyToMany, of itself"),
    MANY_TO_ANY(1, "Associations: @ManyToAny");

    private final int weight;
    private final String chapter;

    Elements(int weight, String chapter) {
        this.weight = weight;
        this.chapter = chapter;
    }

    @Override
    public String chapter() {
        return chapter;
    }

    @Override
    public int weight() {
        return weight;
    }

    boolean isEntity() {
        return this != BASIC && this != EMBEDDABLE;
    }

    boolean isOneToMany() {
        return this == ONE_TO_MANY_FOREIGN_KEY || this == ONE_TO_MANY_TABLE || this == ONE_TO_MANY_MAPPED;
    }

    boolean isManyToMany() {
        return this == MANY_TO_MANY || this == MANY_TO_MANY_BOTH || this == MANY_TO_MANY_SELF;
    }

    boolean fits(Semantics semantics) {
        return switch (this) {
            case BASIC, EMBEDDABLE -> semantics != Semantics.MAP_BY_ATTRIBUTE;
            case ONE_TO_MANY_FOREIGN_KEY -> semantics != Semantics.ID_BAG;
            case ONE_TO_MANY_MAPPED, MANY_TO_MANY_BOTH ->
                semantics != Semantics.ID_BAG
                        && semantics != Semantics.MAP_BY_ENTITY
                        && semantics != Semantics.MAP_BY_EMBEDDABLE;
            case MANY_TO_ANY -> semantics == Semantics.BAG || semantics == Semantics.LIST || semantics == Semantics.SET;
            default -> true;
        };
    }
}
