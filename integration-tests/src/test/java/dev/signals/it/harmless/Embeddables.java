package dev.signals.it.harmless;

import java.util.List;
import org.jspecify.annotations.Nullable;

/** Kinds of embeddables. In a template, {@code %1$s} is the class, {@code %2$s} ends the names of its columns, {@code %3$s} is another entity. */
enum Embeddables implements Feature {
    PLAIN(4, "Embeddable types", fields("") + constantHash(), Use.BOTH),
    EQUAL(4, "Embeddable types", fields("") + equality(), Use.BOTH),
    RECORD(2, "Embeddable types: records", """
                @Embeddable
                public record %1$s(String text%2$s, Integer number%2$s) implements Part {
                    public static %1$s of(int n) { return new %1$s("e" + n, n %% 7 == 0 ? null : n); }
                    public void mutate(int n) {}
                    public String shown() { return text%2$s + "/" + number%2$s; }
                }
            """, Use.BOTH),
    NESTED(3, "Embeddable types: nested", """
                @Embeddable
                public static class Inner%1$s {
                    String deep%2$s;
                    @Enumerated(EnumType.STRING) Level level%2$s;
                }
                @Embeddable
                public static class %1$s implements Part {
                    String text%2$s;
                    @Embedded Inner%1$s inner%2$s;
                    public static %1$s of(int n) {
                        %1$s made = new %1$s();
                        made.text%2$s = "e" + n;
                        if (n %% 3 != 0) { made.mutate(n); }
                        return made;
                    }
                    public void mutate(int n) {
                        if (inner%2$s == null) { inner%2$s = new Inner%1$s(); }
                        inner%2$s.deep%2$s = "d" + n;
                    }
                    public String shown() { return text%2$s + "/" + (inner%2$s == null ? null : inner%2$s.deep%2$s + inner%2$s.level%2$s); }
                    @Override public int hashCode() { return 1; }
                }
            """, Use.BOTH),
    INHERITED(2, "Embeddable types: inheritance", """
                @Embeddable @DiscriminatorColumn(name = "kind%2$s")
                public static class %1$s implements Part {
                    String text%2$s;
                    public static %1$s of(int n) {
                        %1$s made = n %% 2 == 0 ? new %1$s() : new Sub%1$s();
                        made.text%2$s = "e" + n;
                        return made;
                    }
                    public void mutate(int n) { text%2$s = "m" + n; }
                    public String shown() { return getClass().getSimpleName() + text%2$s; }
                }
                @Embeddable
                public static class Sub%1$s extends %1$s {
                    Integer more%2$s = 1;
                }
            """, Use.ATTRIBUTE),
    JSON_AGGREGATE(
            2,
            "Embeddable types: aggregates",
            fields("") + constantHash(),
            Use.ATTRIBUTE,
            "@JdbcTypeCode(SqlTypes.JSON)"),
    WITH_VALUES(2, "Embeddable types: with basic types of all kinds", """
                @Embeddable
                public static class %1$s implements Part {
                    @Convert(converter = Values.WordConverter.class) Word word%2$s;
                    @JdbcTypeCode(SqlTypes.JSON) Term term%2$s;
                    byte[] bytes%2$s;
                    Date date%2$s;
                    public static %1$s of(int n) {
                        %1$s made = new %1$s();
                        if (n %% 4 != 0) { made.word%2$s = new Word("w" + n); }
                        if (n %% 5 != 0) { made.term%2$s = new Term("t" + n); }
                        made.bytes%2$s = new byte[] {(byte) n};
                        made.date%2$s = new Date(1000000000000L + n * 1000L);
                        return made;
                    }
                    public void mutate(int n) {
                        if (n %% 2 == 0 && word%2$s != null) { word%2$s.mutate(n); } else if (date%2$s != null) { date%2$s.setTime(1000000000000L + n * 1000L); }
                    }
                    public String shown() { return Show.value(word%2$s) + Show.value(term%2$s) + Show.value(bytes%2$s) + Show.value(date%2$s); }
                }
            """, Use.ATTRIBUTE),
    WITH_COLLECTION(3, "Embeddable types: with collections", """
                @Embeddable
                public static class %1$s implements Part {
                    String text%2$s;
                    @ElementCollection List<String> words%2$s = new ArrayList<>();
                    public static %1$s of(int n) {
                        %1$s made = new %1$s();
                        made.text%2$s = "e" + n;
                        if (n %% 2 == 0) { made.mutate(n); }
                        return made;
                    }
                    public void mutate(int n) {
                        if (n %% 5 == 0) { words%2$s = new ArrayList<>(List.of("r" + n)); } else if (words%2$s != null) { words%2$s.add("w" + n); }
                    }
                    public String shown() { return text%2$s + Show.value(words%2$s); }
                }
            """, Use.ATTRIBUTE),
    WITH_REFERENCE(3, "Embeddable types: with associations", """
                @Embeddable
                public static class %1$s implements Part {
                    String text%2$s;
                    @ManyToOne(fetch = FetchType.LAZY, cascade = CascadeType.PERSIST) @JoinColumn(name = "ref%2$s") %3$s ref%2$s;
                    public static %1$s of(int n) {
                        %1$s made = new %1$s();
                        made.text%2$s = "e" + n;
                        return made;
                    }
                    public void mutate(int n) { text%2$s = "m" + n; }
                    public void refer(Object entity) { ref%2$s = (%3$s) entity; }
                    public String shown() { return text%2$s + "/" + Show.value(ref%2$s); }
                    @Override public int hashCode() { return 1; }
                }
            """, Use.BOTH),
    WITH_PARENT(2, "Embeddable types: @Parent", """
                @Embeddable
                public static class %1$s implements Part {
                    String text%2$s;
                    @Parent Made owner%2$s;
                    public Made getOwner%2$s() { return owner%2$s; }
                    public void setOwner%2$s(Made owner) { owner%2$s = owner; }
                    public static %1$s of(int n) {
                        %1$s made = new %1$s();
                        made.text%2$s = "e" + n;
                        return made;
                    }
                    public void mutate(int n) { text%2$s = "m" + n; }
                    public String shown() { return text%2$s + "/" + (owner%2$s != null); }
                    @Override public int hashCode() { return 1; }
                }
            """, Use.BOTH),
    WITH_CHILDREN(2, "Embeddable types: with associations", """
                @Embeddable
                public static class %1$s implements Part {
                    String text%2$s;
                    @OneToMany(cascade = CascadeType.ALL, orphanRemoval = true) @JoinTable(name = "kids%2$s") List<%3$s> kids%2$s = new ArrayList<>();
                    public static %1$s of(int n) {
                        %1$s made = new %1$s();
                        made.text%2$s = "e" + n;
                        return made;
                    }
                    public void mutate(int n) {
                        if (n %% 3 == 0 && kids%2$s != null && !kids%2$s.isEmpty()) { kids%2$s.remove(0); } else { text%2$s = "m" + n; }
                    }
                    public void refer(Object entity) { if (kids%2$s != null) { kids%2$s.add((%3$s) entity); } }
                    public String shown() { return text%2$s + "/" + Show.value(kids%2$s); }
                }
            """, Use.ATTRIBUTE),
    USER_TYPE(
            2,
            "Custom types: CompositeUserType",
            fields("").replace("@Embeddable", "") + constantHash() + """
                public static class %1$sType implements org.hibernate.usertype.CompositeUserType<%1$s> {
                    public static class Columns { Integer number%2$s; String text%2$s; }
                    public Object getPropertyValue(%1$s part, int property) { return property == 0 ? part.number%2$s : part.text%2$s; }
                    public %1$s instantiate(org.hibernate.metamodel.spi.ValueAccess values) {
                        %1$s made = new %1$s();
                        made.number%2$s = values.getValue(0, Integer.class);
                        made.text%2$s = values.getValue(1, String.class);
                        return made;
                    }
                    public Class<?> embeddable() { return Columns.class; }
                    public Class<%1$s> returnedClass() { return %1$s.class; }
                    public boolean equals(%1$s a, %1$s b) { return a == b || a != null && b != null && Objects.equals(a.text%2$s, b.text%2$s) && Objects.equals(a.number%2$s, b.number%2$s); }
                    public int hashCode(%1$s part) { return 1; }
                    public %1$s deepCopy(%1$s part) {
                        if (part == null) { return null; }
                        %1$s copy = new %1$s();
                        copy.number%2$s = part.number%2$s;
                        copy.text%2$s = part.text%2$s;
                        return copy;
                    }
                    public boolean isMutable() { return true; }
                    public Serializable disassemble(%1$s part) { return new Object[] {part.number%2$s, part.text%2$s}; }
                    public %1$s assemble(Serializable cached, Object owner) {
                        %1$s made = new %1$s();
                        made.number%2$s = (Integer) ((Object[]) cached)[0];
                        made.text%2$s = (String) ((Object[]) cached)[1];
                        return made;
                    }
                    public %1$s replace(%1$s detached, %1$s managed, Object owner) { return deepCopy(detached); }
                }
            """,
            Use.ATTRIBUTE,
            "@CompositeType(%1$sType.class)"),
    JSON_LIST(
            2,
            "Embeddable types: aggregates, arrays of them",
            fields("") + equality(),
            Use.LIST,
            "@JdbcTypeCode(SqlTypes.JSON_ARRAY)"),
    WITH_MANY(2, "Embeddable types: with associations", """
                @Embeddable
                public static class %1$s implements Part {
                    String text%2$s;
                    @ManyToMany(cascade = CascadeType.PERSIST) @JoinTable(name = "many%2$s") List<%3$s> many%2$s = new ArrayList<>();
                    public static %1$s of(int n) {
                        %1$s made = new %1$s();
                        made.text%2$s = "e" + n;
                        return made;
                    }
                    public void mutate(int n) { text%2$s = "m" + n; }
                    public void refer(Object entity) { if (many%2$s != null) { many%2$s.add((%3$s) entity); } }
                    public String shown() { return text%2$s + "/" + Show.value(many%2$s); }
                }
            """, Use.ATTRIBUTE);

    /** Where an embeddable may stand. */
    private enum Use {
        ATTRIBUTE,
        BOTH,
        /** A list of them is one value. */
        LIST
    }

    private final int weight;
    private final String chapter;
    private final String template;
    private final Use use;
    private final List<String> annotations;

    Embeddables(int weight, String chapter, String template, Use use, String... annotations) {
        this.weight = weight;
        this.chapter = chapter;
        this.template = template;
        this.use = use;
        this.annotations = List.of(annotations);
    }

    private static String fields(String more) {
        return """
                @Embeddable
                public static class %1$s implements Part {
                    String text%2$s;
                    Integer number%2$s;
                    public static %1$s of(int n) {
                        %1$s made = new %1$s();
                        if (n %% 5 != 0) { made.text%2$s = "e" + n; }
                        if (n %% 7 != 0 && n %% 5 != 0) { made.number%2$s = n; }
                        return made;
                    }
                    public void mutate(int n) { text%2$s = "m" + n; }
                    public String shown() { return text%2$s + "/" + number%2$s; }
            """ + more;
    }

    /** A constant hash code keeps sets in the order of insertion, so that runs can be compared. */
    private static String constantHash() {
        return """
                    @Override public int hashCode() { return 1; }
                }
            """;
    }

    private static String equality() {
        return """
                    @Override public boolean equals(Object o) { return o instanceof %1$s p && Objects.equals(text%2$s, p.text%2$s) && Objects.equals(number%2$s, p.number%2$s); }
                    @Override public int hashCode() { return Objects.hashCode(text%2$s); }
                }
            """;
    }

    @Override
    public String chapter() {
        return chapter;
    }

    @Override
    public int weight() {
        return weight;
    }

    boolean isElement() {
        return use == Use.BOTH;
    }

    boolean needsTarget() {
        return template.contains("%3$s");
    }

    /** The source of its class. */
    String source(String className, String suffix, @Nullable String target) {
        return template.formatted(className, suffix, target);
    }

    Attribute attribute(String name, @Nullable String target) {
        String className = "Part" + name;
        if (use == Use.LIST) {
            return Attribute.value(
                            name,
                            "Embeddables." + this,
                            Kind.VALUE,
                            annotations,
                            "List<" + className + ">",
                            "new ArrayList<>(List.of(" + className + ".of(n), " + className + ".of(n + 1)))")
                    .withNested(source(className, name, target));
        }
        Attribute attribute = new Attribute(
                name,
                "Embeddables." + this,
                Kind.EMBEDDED,
                annotations.stream().map(each -> each.formatted(className)).toList(),
                className,
                "",
                className + ".of(n)",
                null,
                needsTarget() ? target : null,
                null,
                true,
                false,
                null,
                source(className, name, target));
        return attribute;
    }
}
