package dev.signals.it.harmless;

import java.util.List;
import org.jspecify.annotations.Nullable;

/** What an attribute with many values is. In the texts, {@code %1$s} is the element, {@code %2$s} the attribute, {@code %3$s} the class of a key. */
enum Semantics implements Feature {
    BAG(5, "Collections: bags", "List<%1$s>", "ArrayList"),
    COLLECTION(1, "Collections: bags", "Collection<%1$s>", "ArrayList"),
    LIST(5, "Collections: ordered lists", "List<%1$s>", "ArrayList", "@OrderColumn(name = \"%2$s_pos\")"),
    LIST_FROM_ONE(
            1,
            "Collections: ordered lists, @ListIndexBase",
            "List<%1$s>",
            "ArrayList",
            "@OrderColumn(name = \"%2$s_pos\")",
            "@ListIndexBase(1)"),
    SET(6, "Collections: sets", "Set<%1$s>", "LinkedHashSet"),
    SORTED_SET(2, "Collections: sorted sets", "SortedSet<%1$s>", "TreeSet", "@SortNatural"),
    MAP(
            4,
            "Collections: maps",
            "Map<String, %1$s>",
            "LinkedHashMap",
            "@MapKeyColumn(name = \"%2$s_key\", length = 20)"),
    SORTED_MAP(
            1,
            "Collections: sorted maps",
            "SortedMap<String, %1$s>",
            "TreeMap",
            "@MapKeyColumn(name = \"%2$s_key\", length = 20)",
            "@SortNatural"),
    MAP_BY_ENUM(
            2,
            "Collections: maps",
            "Map<Level, %1$s>",
            "LinkedHashMap",
            "@MapKeyEnumerated(EnumType.STRING)",
            "@MapKeyColumn(name = \"%2$s_key\", length = 20)"),
    MAP_BY_EMBEDDABLE(2, "Collections: maps", "Map<Spot%2$s, %1$s>", "LinkedHashMap"),
    MAP_BY_ENTITY(2, "Collections: maps", "Map<%3$s, %1$s>", "LinkedHashMap", "@MapKeyJoinColumn(name = \"%2$s_key\")"),
    /** Only of entities, which have a number. */
    MAP_BY_ATTRIBUTE(
            1, "Collections: maps, @MapKey", "Map<Integer, %1$s>", "LinkedHashMap", "@MapKey(name = \"number\")"),
    ARRAY(2, "Collections: arrays", "%1$s[]", "", "@OrderColumn(name = \"%2$s_pos\")"),
    ID_BAG(
            2,
            "Collections: identifier bags",
            "List<%1$s>",
            "ArrayList",
            "@CollectionId(column = @Column(name = \"%2$s_row\"), generator = \"increment\")",
            "@CollectionIdJdbcTypeCode(Types.BIGINT)");

    private static final String SPOT = """
                @Embeddable
                public static class Spot%1$s {
                    int x%1$s;
                    @Column(length = 20) String y%1$s;
                    public Spot%1$s() {}
                    public Spot%1$s(int x, String y) { x%1$s = x; y%1$s = y; }
                    @Override public boolean equals(Object o) { return o instanceof Spot%1$s s && x%1$s == s.x%1$s && Objects.equals(y%1$s, s.y%1$s); }
                    @Override public int hashCode() { return x%1$s; }
                    @Override public String toString() { return x%1$s + y%1$s; }
                }
            """;

    private final int weight;
    private final String chapter;
    private final String type;
    private final String implementation;
    private final List<String> annotations;

    Semantics(int weight, String chapter, String type, String implementation, String... annotations) {
        this.weight = weight;
        this.chapter = chapter;
        this.type = type;
        this.implementation = implementation;
        this.annotations = List.of(annotations);
    }

    @Override
    public String chapter() {
        return chapter;
    }

    @Override
    public int weight() {
        return weight;
    }

    Kind kind() {
        return this == ARRAY ? Kind.ARRAY : type.contains("Map<") ? Kind.MAP : Kind.COLLECTION;
    }

    String type(String element, String name, String key) {
        return type.formatted(element, name, key);
    }

    /** The expression of a new empty one. */
    String empty(String element) {
        return this == ARRAY ? "new " + element.replaceFirst("<.*>", "") + "[0]" : "new " + implementation + "<>()";
    }

    List<String> annotations(String name) {
        return annotations.stream().map(text -> text.formatted("", name)).toList();
    }

    /** The expression of a key, null if it is an entity or if there is none. */
    @Nullable
    String key(String name) {
        return switch (this) {
            case MAP, SORTED_MAP -> "\"k\" + n";
            case MAP_BY_ENUM -> "Level.of(n)";
            case MAP_BY_EMBEDDABLE -> "new Spot" + name + "(n, \"y\" + n)";
            default -> null;
        };
    }

    String nested(String name) {
        return this == MAP_BY_EMBEDDABLE ? SPOT.formatted(name) : "";
    }

    boolean isSorted() {
        return this == SORTED_SET;
    }

    /** Whether its elements are found by their equality. */
    boolean isHashed() {
        return this == SET || this == SORTED_SET;
    }

    boolean isIndexed() {
        return this == LIST || this == LIST_FROM_ONE || this == ARRAY;
    }

    /** Whether {@code @OrderBy} says something. */
    boolean isUnordered() {
        return this == BAG || this == COLLECTION || this == SET;
    }
}
