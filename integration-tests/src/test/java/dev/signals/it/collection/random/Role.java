package dev.signals.it.collection.random;

import java.util.Arrays;
import java.util.Locale;
import java.util.Optional;

/** A collection of a {@link Store.Box}. */
enum Role {
    TAGS(Shape.SET, Item.TAG),
    BAG(Shape.LIST, Item.TAG),
    ORDERED(Shape.LIST, Item.TAG),
    NAMED(Shape.MAP, Item.TAG),
    RELATED(Shape.SET, Item.BOX),
    FANS(Shape.SET, Item.FAN),
    NOTES(Shape.LIST, Item.NOTE),
    EXTRAS(Shape.LIST, Item.EXTRA),
    LABELS(Shape.SET, Item.TEXT),
    WORDS(Shape.LIST, Item.TEXT),
    PLACES(Shape.LIST, Item.PLACE),
    SCORES(Shape.MAP, Item.NUMBER),
    LINES(Shape.LIST, Item.LINE);

    /** What kind of collection it is. */
    enum Shape {
        SET,
        LIST,
        MAP
    }

    /** What it holds. */
    enum Item {
        TAG,
        BOX,
        FAN,
        NOTE,
        EXTRA,
        LINE,
        TEXT,
        PLACE,
        NUMBER
    }

    private final Shape shape;
    private final Item item;

    Role(Shape shape, Item item) {
        this.shape = shape;
        this.item = item;
    }

    Shape shape() {
        return shape;
    }

    Item item() {
        return item;
    }

    /** Whether an item can be in one collection at a time only, once. */
    boolean isExclusive() {
        return item == Item.NOTE || item == Item.LINE;
    }

    String attribute() {
        return name().toLowerCase(Locale.ROOT);
    }

    static Optional<Role> of(String attribute) {
        return Arrays.stream(values())
                .filter(role -> role.attribute().equals(attribute))
                .findFirst();
    }

    /** Selects the role, the identifier of the box and the item. */
    String select() {
        String table = this == LINES ? "Line" : "box_" + attribute();
        String text = switch (item) {
            case PLACE -> "town || zip";
            case NUMBER -> "word || '=' || item";
            case LINE -> "cast(id as varchar(99))";
            default -> "cast(item as varchar(99))";
        };
        return "select '" + this + "', box, " + text + " from " + table + " where box is not null";
    }
}
