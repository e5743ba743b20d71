package dev.signals.it.harmless;

/** What is said of an attribute with one value beside its type. */
enum Facets implements Feature {
    NONE(16, "Basic types", ""),
    WITHOUT_VERSION(2, "Locking: excluded attributes", "@OptimisticLock(excluded = true)"),
    LAZY(2, "Bytecode enhancement: lazy attributes", "@Basic(fetch = FetchType.LAZY)"),
    LAZY_GROUP(2, "Bytecode enhancement: lazy groups", "@Basic(fetch = FetchType.LAZY) @LazyGroup(\"group\")"),
    REQUIRED(2, "Basic types: @Basic", "@Basic(optional = false)"),
    NOT_UPDATABLE(2, "Basic types: @Column", "@Column(updatable = false)"),
    NOT_INSERTABLE(1, "Basic types: @Column", "@Column(insertable = false)"),
    FIXED(2, "Immutability: attributes", "@Mutability(org.hibernate.type.descriptor.java.Immutability.class)"),
    IMMUTABLE(1, "Immutability: attributes", "@Immutable"),
    PARTITION_KEY(1, "Partitioning: @PartitionKey", "@PartitionKey");

    private final int weight;
    private final String chapter;
    private final String annotation;

    Facets(int weight, String chapter, String annotation) {
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

    String annotation() {
        return annotation;
    }

    /** Whether it can be said of a type; that of several columns has no place for some. */
    boolean fits(Basics basic) {
        return basic != Basics.ZONE_COLUMN || this != NOT_UPDATABLE && this != NOT_INSERTABLE;
    }

    boolean isIn(Attribute attribute) {
        return attribute.kind() == Kind.VALUE
                && (this == NONE || attribute.annotations().contains(annotation));
    }
}
