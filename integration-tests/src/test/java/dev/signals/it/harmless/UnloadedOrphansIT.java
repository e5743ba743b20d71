package dev.signals.it.harmless;

import dev.signals.it.database.Database;
import dev.signals.it.support.TestFactory;
import jakarta.persistence.Access;
import jakarta.persistence.AccessType;
import jakarta.persistence.CascadeType;
import jakarta.persistence.Embeddable;
import jakarta.persistence.Entity;
import jakarta.persistence.FetchType;
import jakarta.persistence.GeneratedValue;
import jakarta.persistence.Id;
import jakarta.persistence.JoinColumn;
import jakarta.persistence.OneToOne;
import jakarta.persistence.PostUpdate;
import java.util.List;
import java.util.function.Consumer;
import java.util.function.Function;
import org.hibernate.Hibernate;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/**
 * Orphans that nobody has loaded, which a callback leaves to the next flush. The getters of such a proxy would load it, and that
 * would be a change that calls for a further flush.
 */
class UnloadedOrphansIT {

    private final SameWork same = SameWork.of(Database.H2, House.class, Roof.class, Wall.class);

    @AfterEach
    void close() {
        House.updated = house -> {};
        try (same) {
            same.assertAll();
        }
    }

    private enum Orphan {
        WITH_GETTERS(house -> house.roof, house -> house.roof = null),
        WITH_FIELDS(house -> house.wall, house -> house.wall = null),
        IN_AN_EMBEDDABLE(house -> house.top.roof, house -> house.top.roof = null),
        WITH_ITS_EMBEDDABLE(house -> house.top.roof, house -> house.top = null);

        private final Function<House, Object> getter;
        private final Consumer<House> taker;

        Orphan(Function<House, Object> getter, Consumer<House> taker) {
            this.getter = getter;
            this.taker = taker;
        }
    }

    @ParameterizedTest
    @EnumSource
    void theyAreLeftToTheNextFlushUnloaded(Orphan orphan) {
        same.compare(orphan.toString(), factory -> work(factory, orphan, house -> {}));
    }

    @ParameterizedTest
    @EnumSource
    void oneThatACallbackHasLoadedIsLeftToTheNextFlushToo(Orphan orphan) {
        same.compare(
                orphan.toString(),
                factory -> work(factory, orphan, house -> Hibernate.initialize(orphan.getter.apply(house))));
    }

    @ParameterizedTest
    @EnumSource
    void aReceiverMayLoadThem(Orphan orphan) {
        Object[] part = {null};
        same.compareByHand(
                orphan.toString(),
                factory -> work(factory, orphan, house -> Hibernate.initialize(orphan.getter.apply(house))),
                signals -> signals.postSave().connect(House.class, event -> {
                    if (!event.created()) {
                        Hibernate.initialize(part[0]);
                    }
                }),
                factory -> work(factory, orphan, house -> part[0] = orphan.getter.apply(house)));
    }

    /** Takes an orphan in a callback of the flush of a commit, and tells whether it is loaded then and which rows there are. */
    private static List<?> work(TestFactory factory, Orphan orphan, Consumer<House> before) {
        factory.inTransaction(session -> session.persist(House.complete()));
        @Nullable Object[] part = {null};
        factory.inTransaction(session -> {
            House house =
                    session.createSelectionQuery("from House", House.class).getSingleResult();
            part[0] = orphan.getter.apply(house);
            house.name = "Rathaus";
            House.updated = updated -> {
                before.accept(updated);
                orphan.taker.accept(updated);
            };
        });
        House.updated = house -> {};
        List<?> end = List.of(Hibernate.isInitialized(part[0]), factory.count("Roof"), factory.count("Wall"));
        for (String table : List.of("House", "Roof", "Wall")) {
            factory.inTransaction(session ->
                    session.createNativeMutationQuery("delete from " + table).executeUpdate());
        }
        return end;
    }

    @Entity(name = "House")
    static class House {
        static Consumer<House> updated = house -> {};

        @Id
        @GeneratedValue
        Long id;

        String name;

        @OneToOne(fetch = FetchType.LAZY, cascade = CascadeType.ALL, orphanRemoval = true)
        @JoinColumn(name = "roof")
        Roof roof;

        @OneToOne(fetch = FetchType.LAZY, cascade = CascadeType.ALL, orphanRemoval = true)
        @JoinColumn(name = "wall")
        Wall wall;

        Top top = new Top();

        static House complete() {
            House house = new House();
            house.roof = new Roof();
            house.wall = new Wall();
            house.top.roof = new Roof();
            return house;
        }

        @PostUpdate
        void updated() {
            updated.accept(this);
        }
    }

    @Embeddable
    static class Top {
        String material = "slate";

        @OneToOne(fetch = FetchType.LAZY, cascade = CascadeType.ALL, orphanRemoval = true)
        @JoinColumn(name = "top_roof")
        Roof roof;
    }

    @Entity(name = "Wall")
    static class Wall {
        @Id
        @GeneratedValue
        Long id;

        String text = "brick";
    }

    @Entity(name = "Roof")
    @Access(AccessType.PROPERTY)
    public static class Roof {
        private Long id;
        private String text = "tile";

        @Id
        @GeneratedValue
        public Long getId() {
            return id;
        }

        public void setId(Long id) {
            this.id = id;
        }

        public String getText() {
            return text;
        }

        public void setText(String text) {
            this.text = text;
        }
    }
}
