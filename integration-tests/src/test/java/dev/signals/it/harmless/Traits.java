package dev.signals.it.harmless;

import java.util.List;

/** What an entity may be beside its attributes. */
enum Traits implements Feature {
    VERSION(6, "Locking: @Version", List.of(), "@Version int version;"),
    VERSION_TIME(1, "Locking: @Version, a timestamp", List.of(), "@Version Instant version;"),
    OPTIMISTIC_ALL(
            1,
            "Locking: versionless, ALL",
            List.of("@OptimisticLocking(type = OptimisticLockType.ALL)", "@DynamicUpdate"),
            ""),
    OPTIMISTIC_DIRTY(
            1,
            "Locking: versionless, DIRTY",
            List.of("@OptimisticLocking(type = OptimisticLockType.DIRTY)", "@DynamicUpdate"),
            ""),
    DYNAMIC_UPDATE(3, "Entity types: dynamic updates", List.of("@DynamicUpdate"), ""),
    DYNAMIC_INSERT(2, "Entity types: dynamic inserts", List.of("@DynamicInsert"), ""),
    CACHED(3, "Caching: entities", List.of("@Cacheable", "@Cache(usage = CacheConcurrencyStrategy.READ_WRITE)"), ""),
    CACHED_LOOSELY(
            1,
            "Caching: entities",
            List.of("@Cacheable", "@Cache(usage = CacheConcurrencyStrategy.NONSTRICT_READ_WRITE)"),
            ""),
    SOFT_DELETE(1, "Soft delete", List.of("@SoftDelete"), ""),
    SOFT_DELETE_TIME(1, "Soft delete: timestamps", List.of("@SoftDelete(strategy = SoftDeleteType.TIMESTAMP)"), ""),
    TENANT(1, "Multitenancy: discriminator column", List.of(), "@TenantId String tenant;"),
    NATURAL_ID(2, "Natural ids", List.of(), ""),
    NATURAL_ID_FIXED(1, "Natural ids: immutable, cached", List.of("@NaturalIdCache"), ""),
    BATCH(2, "Fetching: batch fetching", List.of("@BatchSize(size = 3)"), ""),
    FILTERED(1, "Filters", List.of("@Filter(name = \"small\")"), ""),
    RESTRICTED(1, "Filters: @SQLRestriction", List.of("@SQLRestriction(\"number <> 13\")"), ""),
    READ_ONLY(1, "Immutability: entities", List.of("@Immutable"), ""),
    SECOND_TABLE(2, "Entity types: secondary tables", List.of("@SecondaryTable(name = \"%1$s_more\")"), ""),
    SECOND_TABLE_REQUIRED(
            1,
            "Entity types: secondary tables, required",
            List.of("@SecondaryTable(name = \"%1$s_must\")", "@SecondaryRow(table = \"%1$s_must\", optional = false)"),
            ""),
    LISTENER(1, "Events: entity listeners", List.of("@EntityListeners(RecordingListener.class)"), ""),
    CALLBACKS(2, "Events: callbacks", List.of(), ""),
    PRE_PERSIST_SETS(1, "Events: callbacks that change the entity", List.of(), ""),
    POST_PERSIST_SETS(1, "Events: callbacks that change the entity", List.of(), ""),
    PRE_UPDATE_SETS(1, "Events: callbacks that change the entity", List.of(), ""),
    POST_UPDATE_SETS(1, "Events: callbacks that change the entity", List.of(), ""),
    POST_LOAD_SETS(1, "Events: callbacks that change the entity", List.of(), ""),
    EQUALITY(8, "Entity types: equals() and hashCode()", List.of(), ""),
    /** By {@code hbm.xml}, with attributes of {@link Xmls}. */
    BY_XML(2, "Appendix: hbm.xml mappings", List.of(), ""),
    CONCRETE_PROXY(1, "Entity types: concrete proxies", List.of("@ConcreteProxy"), ""),
    /** Of the table of a joined subclass. */
    ROW_DELETED_BY_DATABASE(2, "Foreign keys: @OnDelete", List.of("@OnDelete(action = OnDeleteAction.CASCADE)"), ""),
    SQL_OF_ITS_OWN(1, "Custom SQL", List.of("@SQLDelete(sql = \"delete from %1$s where %2$s = ?\")"), "");

    private final int weight;
    private final String chapter;
    private final List<String> annotations;
    private final String declaration;

    Traits(int weight, String chapter, List<String> annotations, String declaration) {
        this.weight = weight;
        this.chapter = chapter;
        this.annotations = annotations;
        this.declaration = declaration;
    }

    @Override
    public String chapter() {
        return chapter;
    }

    /** Of twenty entities, how many have it. */
    @Override
    public int weight() {
        return weight;
    }

    List<String> annotations(String entity) {
        return annotations.stream().map(text -> text.formatted(entity, "id")).toList();
    }

    /** The fields that it brings along, and that no work sets. */
    String declaration() {
        return declaration;
    }

    /** The name of the attribute that it brings along, or an empty text. */
    String field(String entity) {
        return switch (this) {
            case NATURAL_ID -> "nature";
            case NATURAL_ID_FIXED -> "fixed";
            case SECOND_TABLE -> "more" + entity;
            case SECOND_TABLE_REQUIRED -> "must" + entity;
            default -> "";
        };
    }

    List<String> fieldAnnotations(String entity) {
        return switch (this) {
            case NATURAL_ID -> List.of("@NaturalId(mutable = true) @Column(length = 20)");
            case NATURAL_ID_FIXED -> List.of("@NaturalId @Column(length = 20)");
            case SECOND_TABLE -> List.of("@Column(table = \"" + entity + "_more\")");
            case SECOND_TABLE_REQUIRED -> List.of("@Column(table = \"" + entity + "_must\")");
            default -> List.of();
        };
    }

    /** Whether only the root of a hierarchy may have it. */
    boolean isOfRoot() {
        return switch (this) {
            case VERSION,
                    VERSION_TIME,
                    OPTIMISTIC_ALL,
                    OPTIMISTIC_DIRTY,
                    CACHED,
                    CACHED_LOOSELY,
                    SOFT_DELETE,
                    SOFT_DELETE_TIME,
                    TENANT,
                    NATURAL_ID,
                    NATURAL_ID_FIXED,
                    READ_ONLY,
                    RESTRICTED,
                    FILTERED,
                    EQUALITY,
                    BY_XML,
                    CONCRETE_PROXY,
                    SQL_OF_ITS_OWN -> true;
            default -> false;
        };
    }

    boolean isLocking() {
        return this == VERSION || this == VERSION_TIME || this == OPTIMISTIC_ALL || this == OPTIMISTIC_DIRTY;
    }

    /** Those of which an entity can have one. */
    boolean excludes(Traits other) {
        return isLocking() && other.isLocking()
                || isCached() && other.isCached()
                || deletesSoftly() && other.deletesSoftly()
                || hasNature() && other.hasNature();
    }

    private boolean isCached() {
        return this == CACHED || this == CACHED_LOOSELY;
    }

    boolean deletesSoftly() {
        return this == SOFT_DELETE || this == SOFT_DELETE_TIME;
    }

    private boolean hasNature() {
        return this == NATURAL_ID || this == NATURAL_ID_FIXED;
    }

    /** Whether it can be written in {@code hbm.xml} too. */
    boolean isOfXml() {
        return switch (this) {
            case BY_XML,
                    VERSION,
                    OPTIMISTIC_ALL,
                    OPTIMISTIC_DIRTY,
                    DYNAMIC_UPDATE,
                    DYNAMIC_INSERT,
                    CACHED,
                    READ_ONLY,
                    BATCH,
                    FILTERED,
                    RESTRICTED,
                    EQUALITY -> true;
            default -> false;
        };
    }

    /** The name of the callback that it is about, or an empty text. */
    String callback() {
        return switch (this) {
            case PRE_PERSIST_SETS -> "PrePersist";
            case POST_PERSIST_SETS -> "PostPersist";
            case PRE_UPDATE_SETS -> "PreUpdate";
            case POST_UPDATE_SETS -> "PostUpdate";
            case POST_LOAD_SETS -> "PostLoad";
            default -> "";
        };
    }

    boolean hasCallbacks() {
        return this == CALLBACKS || !callback().isEmpty();
    }
}
