package dev.signals.it.harmless;

import java.util.List;

/** How entities are identified. */
enum Ids implements Feature {
    SEQUENCE(6, "Identifiers: sequences", "@Id @GeneratedValue(strategy = GenerationType.SEQUENCE) Long id;", ""),
    SEQUENCE_OF_ONE(
            2, "Identifiers: sequences", "@Id @GeneratedValue @SequenceGenerator(allocationSize = 1) Long id;", ""),
    IDENTITY(4, "Identifiers: IDENTITY", "@Id @GeneratedValue(strategy = GenerationType.IDENTITY) Long id;", ""),
    TABLE(1, "Identifiers: table generator", "@Id @GeneratedValue(strategy = GenerationType.TABLE) Long id;", ""),
    UUID(
            1,
            "Identifiers: UUID generation",
            "@Id @GeneratedValue @UuidGenerator(algorithm = Values.CountedUuid.class) UUID id;",
            ""),
    ASSIGNED(5, "Identifiers: simple identifiers", "@Id long id;", "id = number;"),
    ASSIGNED_TEXT(2, "Identifiers: simple identifiers", "@Id String id;", "id = \"k\" + number;"),
    EMBEDDED(
            2,
            "Identifiers: composite identifiers with @EmbeddedId",
            "@EmbeddedId Key id;",
            "id = new Key(number, \"k\" + number);"),
    RECORD(
            1,
            "Identifiers: composite identifiers with @EmbeddedId",
            "@EmbeddedId Pair id;",
            "id = new Pair(number, \"k\" + number);"),
    ID_CLASS(
            2,
            "Identifiers: composite identifiers with @IdClass",
            "@Id int a; @Id @Column(length = 20) String b;",
            "a = number; b = \"k\" + number;"),
    MAPS_ID(1, "Identifiers: derived identifiers", "@Id Long id;", ""),
    DERIVED(1, "Identifiers: derived identifiers", "", "");

    private static final String KEY = """
                @Embeddable
                public static class Key implements Serializable {
                    int a;
                    @Column(length = 20) String b;
                    public Key() {}
                    public Key(int a, String b) { this.a = a; this.b = b; }
                    @Override public boolean equals(Object o) { return o instanceof Key k && a == k.a && Objects.equals(b, k.b); }
                    @Override public int hashCode() { return a; }
                    @Override public String toString() { return a + b; }
                }
            """;

    private static final String PAIR = """
                @Embeddable
                public record Pair(int a, @Column(length = 20) String b) implements Serializable {}
            """;

    private final int weight;
    private final String chapter;
    private final String declaration;
    private final String assignment;

    Ids(int weight, String chapter, String declaration, String assignment) {
        this.weight = weight;
        this.chapter = chapter;
        this.declaration = declaration;
        this.assignment = assignment;
    }

    @Override
    public String chapter() {
        return chapter;
    }

    @Override
    public int weight() {
        return weight;
    }

    List<String> annotations(String entity) {
        return this == ID_CLASS ? List.of("@IdClass(" + entity + ".Key.class)") : List.of();
    }

    String declaration() {
        return declaration;
    }

    /** The statements that set it to what belongs to {@code number}. */
    String assignment() {
        return assignment;
    }

    String nested() {
        return switch (this) {
            case EMBEDDED, ID_CLASS -> this == ID_CLASS ? KEY.replace("@Embeddable\n", "") : KEY;
            case RECORD -> PAIR;
            default -> "";
        };
    }

    boolean isAssigned() {
        return !assignment.isEmpty();
    }

    /** Whether it has one column, to which another entity can refer by a plain foreign key, or derive its id from. */
    boolean isSimpleNumber() {
        return this == SEQUENCE || this == SEQUENCE_OF_ONE || this == IDENTITY || this == TABLE || this == ASSIGNED;
    }

    /** The same or a simple one that {@code hbm.xml} is written for. */
    Ids ofXml() {
        return this == SEQUENCE || this == IDENTITY || this == ASSIGNED_TEXT ? this : ASSIGNED;
    }

    boolean isDerived() {
        return this == MAPS_ID || this == DERIVED;
    }
}
