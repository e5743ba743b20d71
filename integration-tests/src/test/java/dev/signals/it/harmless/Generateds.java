package dev.signals.it.harmless;

import java.util.List;

/** Attributes that Hibernate or the database sets. */
enum Generateds implements Feature {
    CREATION_TIMESTAMP(1, "Generated values: @CreationTimestamp", "Instant", "@CreationTimestamp"),
    UPDATE_TIMESTAMP(2, "Generated values: @UpdateTimestamp", "Instant", "@UpdateTimestamp"),
    DEFAULT(
            1,
            "Generated values: @ColumnDefault",
            "Integer",
            "@Generated(event = EventType.INSERT)",
            "@ColumnDefault(\"7\")"),
    BY_EACH_WRITE(
            1,
            "Generated values: @Generated",
            "Integer",
            "@Generated(event = {EventType.INSERT, EventType.UPDATE})",
            "@ColumnDefault(\"7\")"),
    CURRENT_TIMESTAMP(
            1,
            "Generated values: @CurrentTimestamp",
            "Instant",
            "@CurrentTimestamp(event = {EventType.INSERT, EventType.UPDATE}, source = SourceType.VM)"),
    BY_SQL(
            1,
            "Generated values: @Generated, SQL",
            "Integer",
            "@Generated(event = {EventType.INSERT, EventType.UPDATE}, sql = \"7\")"),
    WRITABLE(
            1,
            "Generated values: @Generated, writable",
            "String",
            "@Generated(event = {EventType.INSERT, EventType.UPDATE}, writable = true)"),
    COUNTED(1, "Generated values: custom generators", "Integer", "@Values.Counted"),
    COLUMN(1, "Generated values: @GeneratedColumn", "Integer", "@GeneratedColumn(\"number * 2\")"),
    FORMULA(2, "Basic types: @Formula", "Integer", "@Formula(\"number + 1\")"),
    TRANSFORMED(1, "Basic types: @ColumnTransformer", "String", "@ColumnTransformer(write = \"upper(?)\")");

    private final int weight;
    private final String chapter;
    private final String type;
    private final List<String> annotations;

    Generateds(int weight, String chapter, String type, String... annotations) {
        this.weight = weight;
        this.chapter = chapter;
        this.type = type;
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

    boolean isComputed() {
        return this == COLUMN || this == FORMULA;
    }

    Attribute attribute(String name) {
        return this == TRANSFORMED || this == WRITABLE
                ? Attribute.value(name, "Generateds." + this, Kind.VALUE, annotations, type, "\"s\" + n")
                : Attribute.value(name, "Generateds." + this, Kind.GENERATED, annotations, type, "null");
    }
}
