package dev.signals.it.harmless;

/** What is said of an attribute with many values beside its kind. In the texts, {@code %1$s} is the attribute. */
enum Refinements implements Feature {
    NONE(20, "Collections", ""),
    FIXED(2, "Immutability: collections", "@Immutable"),
    BATCH(2, "Fetching: batch fetching", "@BatchSize(size = 3)"),
    SUBSELECT(2, "Fetching: subselects", "@Fetch(org.hibernate.annotations.FetchMode.SUBSELECT)"),
    WITHOUT_VERSION(2, "Locking: excluded attributes", "@OptimisticLock(excluded = true)"),
    CACHED(4, "Caching: collections", "@Cache(usage = CacheConcurrencyStrategy.READ_WRITE)"),
    CACHED_LOOSELY(1, "Caching: collections", "@Cache(usage = CacheConcurrencyStrategy.NONSTRICT_READ_WRITE)"),
    SOFT_DELETED(3, "Soft delete: collection tables", "@SoftDelete"),
    SOFT_DELETED_ACTIVE(1, "Soft delete: collection tables", "@SoftDelete(strategy = SoftDeleteType.ACTIVE)"),
    SOFT_DELETED_CONVERTED(
            1, "Soft delete: converters", "@SoftDelete(converter = org.hibernate.type.YesNoConverter.class)"),
    SOFT_DELETED_TIME(1, "Soft delete: timestamps", "@SoftDelete(strategy = SoftDeleteType.TIMESTAMP)"),
    ORDERED(3, "Collections: @OrderBy", "@jakarta.persistence.OrderBy(\"number\")"),
    ORDERED_BY_SQL(1, "Collections: @SQLOrder", "@SQLOrder(\"number desc\")"),
    VALUES_ORDERED(3, "Collections: @OrderBy", "@jakarta.persistence.OrderBy"),
    RESTRICTED(2, "Filters: @SQLRestriction", "@SQLRestriction(\"number <> 7\")"),
    VALUES_RESTRICTED(1, "Filters: @SQLRestriction", "@SQLRestriction(\"%1$s_element is not null\")"),
    TABLE_RESTRICTED(1, "Filters: @SQLJoinTableRestriction", "@SQLJoinTableRestriction(\"1 = 1\")"),
    FILTERED(2, "Filters", "@Filter(name = \"small\")"),
    VALUES_FILTERED(1, "Filters", "@Filter(name = \"small\", condition = \"%1$s_element is not null\")"),
    TABLE_FILTERED(1, "Filters: @FilterJoinTable", "@FilterJoinTable(name = \"small\", condition = \"1 = 1\")"),
    DELETED_BY_DATABASE(2, "Foreign keys: @OnDelete", "@OnDelete(action = OnDeleteAction.CASCADE)"),
    NOT_FOUND(2, "Associations: @NotFound", "@NotFound(action = NotFoundAction.IGNORE)"),
    /** The table of the attribute refers to another column than the identifier of its owner; see {@link #OTHER_COLUMN_JOIN}. */
    OTHER_COLUMN(3, "Associations: reference to another unique column", "");

    static final String OTHER_COLUMN_JOIN =
            "@JoinColumn(name = \"%s_number\", referencedColumnName = \"number\", foreignKey = @ForeignKey(ConstraintMode.NO_CONSTRAINT))";

    private final int weight;
    private final String chapter;
    private final String annotation;

    Refinements(int weight, String chapter, String annotation) {
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

    String annotation(String name) {
        return annotation.formatted(name);
    }

    /** Whether it can be said of such elements. */
    boolean fits(Semantics semantics, Elements element, boolean owning) {
        boolean table = owning && (!element.isEntity() || element.isManyToMany());
        return switch (this) {
            case CACHED, CACHED_LOOSELY -> semantics != Semantics.ARRAY;
            case SOFT_DELETED, SOFT_DELETED_ACTIVE, SOFT_DELETED_CONVERTED, SOFT_DELETED_TIME -> table;
            case ORDERED, ORDERED_BY_SQL ->
                element.isEntity() && element != Elements.MANY_TO_ANY && semantics.isUnordered();
            case VALUES_ORDERED -> element == Elements.BASIC && semantics.isUnordered();
            case RESTRICTED, FILTERED -> element.isEntity() && element != Elements.MANY_TO_ANY;
            case VALUES_RESTRICTED, VALUES_FILTERED -> element == Elements.BASIC;
            case TABLE_RESTRICTED, TABLE_FILTERED, NOT_FOUND -> element.isManyToMany() && owning;
            case OTHER_COLUMN ->
                table || element == Elements.ONE_TO_MANY_FOREIGN_KEY || element == Elements.ONE_TO_MANY_TABLE;
            case DELETED_BY_DATABASE -> table || element == Elements.ONE_TO_MANY_MAPPED;
            default -> true;
        };
    }

    boolean isIn(Attribute attribute) {
        return attribute.kind().isPlural()
                && (this == NONE
                        || attribute.annotations().stream()
                                .anyMatch(text -> this == OTHER_COLUMN
                                        ? text.contains("referencedColumnName = \"number\"")
                                        : text.equals(annotation(attribute.name()))));
    }
}
