package dev.signals.benchmarks.orm;

import java.util.List;
import java.util.function.Supplier;
import java.util.stream.Stream;

/** Which entity is worked with. */
public enum Kind {

    /** Five attributes. */
    ORDINARY(Book::new, 1, "from Book", List.of(Book.class), List.of("Book")),

    /** Thirty attributes. */
    WIDE(Ledger::new, 1, "from Ledger", List.of(Ledger.class), List.of("Ledger")),

    /** A version and a collection. */
    VERSIONED(
            Volume::new,
            1,
            "from Volume v left join fetch v.keywords",
            List.of(Volume.class),
            List.of("Volume", "Volume_keywords")),

    /** A cascade to four entities that have receivers. */
    CASCADING(
            Purchase::withLines,
            1 + Purchase.LINES,
            "from Purchase p left join fetch p.lines",
            List.of(Purchase.class, PurchaseLine.class),
            List.of("Purchase", "PurchaseLine"));

    private final Supplier<? extends Item> constructor;
    private final int entitiesEach;
    private final String query;
    private final List<Class<?>> types;
    private final List<String> tables;

    Kind(
            Supplier<? extends Item> constructor,
            int entitiesEach,
            String query,
            List<Class<?>> types,
            List<String> tables) {
        this.constructor = constructor;
        this.entitiesEach = entitiesEach;
        this.query = query;
        this.types = types;
        this.tables = tables;
    }

    /** Returns new items that amount to a number of entities, with those they cascade to. */
    List<Item> make(int entities) {
        return Stream.<Item>generate(constructor::get)
                .limit(entities / entitiesEach)
                .toList();
    }

    /** Returns the query that loads all of them, with those they cascade to. */
    String query() {
        return query;
    }

    List<Class<?>> types() {
        return types;
    }

    List<String> tables() {
        return tables;
    }
}
