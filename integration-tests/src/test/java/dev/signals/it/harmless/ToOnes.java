package dev.signals.it.harmless;

/** Associations to one entity. */
enum ToOnes implements Feature {
    MANY_TO_ONE_LAZY(6, "Associations: @ManyToOne", "@ManyToOne(fetch = FetchType.LAZY%s)"),
    MANY_TO_ONE_EAGER(3, "Associations: @ManyToOne", "@ManyToOne(fetch = FetchType.EAGER%s)"),
    ONE_TO_ONE(3, "Associations: @OneToOne", "@OneToOne(fetch = FetchType.LAZY%s)"),
    ONE_TO_ONE_BOTH(2, "Associations: @OneToOne, bidirectional", "@OneToOne(fetch = FetchType.LAZY%s)"),
    IN_TABLE(1, "Associations: @JoinTable of a reference", "@ManyToOne(fetch = FetchType.LAZY%s)"),
    NOT_FOUND(
            2,
            "Associations: @NotFound",
            "@NotFound(action = NotFoundAction.IGNORE) @ManyToOne(fetch = FetchType.LAZY%s)"),
    UNIQUE_COLUMN(2, "Associations: reference to another unique column", "@ManyToOne(fetch = FetchType.LAZY%s)"),
    BY_FORMULA(
            1,
            "Associations: @JoinFormula",
            "@JoinFormula(value = \"number\", referencedColumnName = \"number\") @ManyToOne(fetch = FetchType.LAZY%s)"),
    BY_JOIN(
            1,
            "Fetching: FetchMode.JOIN",
            "@Fetch(org.hibernate.annotations.FetchMode.JOIN) @ManyToOne(fetch = FetchType.EAGER%s)"),
    DELETED_BY_DATABASE(
            1,
            "Foreign keys: @OnDelete",
            "@OnDelete(action = OnDeleteAction.CASCADE) @ManyToOne(fetch = FetchType.LAZY%s)"),
    SET_NULL_BY_DATABASE(
            1,
            "Foreign keys: @OnDelete",
            "@OnDelete(action = OnDeleteAction.SET_NULL) @ManyToOne(fetch = FetchType.LAZY%s)"),
    ANY(1, "Associations: @Any", "@Any"),
    /** Of entities with a natural id, a part of it. */
    NATURAL(0, "Natural ids: an association", "@NaturalId(mutable = true) @ManyToOne(fetch = FetchType.LAZY%s)");

    private final int weight;
    private final String chapter;
    private final String annotation;

    ToOnes(int weight, String chapter, String annotation) {
        this.weight = weight;
        this.chapter = chapter;
        this.annotation = annotation;
    }

    @Override
    public String chapter() {
        return chapter;
    }

    @Override
    public int weight() {
        return weight;
    }

    /** Whether its column may be given a name, and no foreign key. */
    boolean mayHaveColumn() {
        return this != BY_FORMULA && this != DELETED_BY_DATABASE && this != SET_NULL_BY_DATABASE;
    }

    /** The annotation, with more settings, each of which begins with a comma. */
    String annotation(String more) {
        return annotation.formatted(more);
    }
}
