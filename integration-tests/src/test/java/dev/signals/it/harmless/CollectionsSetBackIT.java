package dev.signals.it.harmless;

import dev.signals.it.database.Database;
import dev.signals.it.support.TestFactory;
import jakarta.persistence.CascadeType;
import jakarta.persistence.ElementCollection;
import jakarta.persistence.Entity;
import jakarta.persistence.Id;
import jakarta.persistence.OneToMany;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Consumer;
import org.hibernate.FlushMode;
import org.hibernate.Hibernate;
import org.hibernate.Session;
import org.hibernate.annotations.JdbcTypeCode;
import org.hibernate.type.SqlTypes;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/**
 * Collections that have another size for a while. An enhanced entity records them when it is asked for its changes, and then they
 * are written, also if they have been set back. So the library must not be the one who asks.
 */
class CollectionsSetBackIT {

    private final SameWork same = SameWork.of(Database.H2, Crate.class, Bottle.class, Note.class);

    @AfterEach
    void close() {
        same.close();
    }

    private enum Part {
        JSON(crate -> crate.labels.add("dry"), crate -> crate.labels.remove("dry")),
        JSON_OF_NULL(crate -> crate.remarks = List.of("cold"), crate -> crate.remarks = null),
        ELEMENTS(crate -> crate.tags.add("old"), crate -> crate.tags.remove("old")),
        MAP(crate -> crate.prices.put("large", 9), crate -> crate.prices.remove("large")),
        ENTITIES(crate -> crate.bottles.add(new Bottle(2)), crate -> crate.bottles.remove(1)),
        JSON_BESIDE_A_CHANGE(
                crate -> {
                    crate.name = "Full";
                    crate.labels.add("dry");
                },
                crate -> crate.labels.remove("dry"));

        private final Consumer<Crate> change;
        private final Consumer<Crate> setBack;

        Part(Consumer<Crate> change, Consumer<Crate> setBack) {
            this.change = change;
            this.setBack = setBack;
        }
    }

    /** What happens while the size differs. */
    private enum Meanwhile {
        NOTHING(session -> {}),
        QUERY_OF_ANOTHER_TABLE(session -> session.createNativeQuery("select id from note", Long.class)
                .addSynchronizedEntityClass(Note.class)
                .list()),
        QUERY_OF_ANOTHER_ENTITY(
                session -> session.createQuery("from Note", Note.class).list()),
        QUERY_OF_THE_ENTITY(
                session -> session.createQuery("from Crate", Crate.class).list()),
        QUERY_IN_MODE_COMMIT(session -> {
            session.setHibernateFlushMode(FlushMode.COMMIT);
            session.createQuery("from Crate", Crate.class).list();
        }),
        PERSIST(session -> session.persist(new Note(2))),
        FLUSH(Session::flush);

        private final Consumer<Session> work;

        Meanwhile(Consumer<Session> work) {
            this.work = work;
        }
    }

    @ParameterizedTest
    @EnumSource
    void receiversDoNotMakeThemRecorded(Meanwhile meanwhile) {
        for (Part part : Part.values()) {
            same.compare(part + ", " + meanwhile, factory -> work(factory, part, meanwhile, false));
        }
        same.assertAll();
    }

    @ParameterizedTest
    @EnumSource
    void askingForTheChangesDoesNotMakeThemRecorded(Meanwhile meanwhile) {
        for (Part part : Part.values()) {
            same.compareByHand(
                    part + ", " + meanwhile,
                    factory -> work(factory, part, meanwhile, false),
                    signals -> signals.preSave().connect(event -> {}),
                    factory -> work(factory, part, meanwhile, true));
        }
        same.assertAll();
    }

    private static Object work(TestFactory factory, Part part, Meanwhile meanwhile, boolean asks) {
        factory.inTransaction(session -> {
            session.persist(new Crate());
            session.persist(new Note(1));
        });
        factory.inTransaction(session -> {
            Crate crate = session.find(Crate.class, 1L);
            List.of(crate.tags, crate.prices, crate.bottles).forEach(Hibernate::initialize);
            part.change.accept(crate);
            if (asks) {
                factory.signals().changes(session, crate).attributes();
            }
            meanwhile.work.accept(session);
            part.setBack.accept(crate);
        });
        int labels = factory.fromTransaction(
                session -> session.find(Crate.class, 1L).labels.size());
        factory.inTransaction(session -> {
            session.remove(session.find(Crate.class, 1L));
            session.createMutationQuery("delete Bottle").executeUpdate();
            session.createMutationQuery("delete Note").executeUpdate();
        });
        return labels;
    }

    @Entity(name = "Crate")
    static class Crate {
        @Id
        long id = 1;

        String name = "Empty";

        @JdbcTypeCode(SqlTypes.JSON)
        List<String> labels = new ArrayList<>(List.of("red"));

        @JdbcTypeCode(SqlTypes.JSON)
        @Nullable
        List<String> remarks;

        @ElementCollection
        Set<String> tags = new HashSet<>(Set.of("new"));

        @ElementCollection
        Map<String, Integer> prices = new HashMap<>(Map.of("small", 3));

        @OneToMany(cascade = CascadeType.ALL)
        List<Bottle> bottles = new ArrayList<>(List.of(new Bottle(1)));
    }

    @Entity(name = "Bottle")
    static class Bottle {
        @Id
        long id;

        Bottle() {}

        Bottle(long id) {
            this.id = id;
        }
    }

    @Entity(name = "Note")
    static class Note {
        @Id
        long id;

        Note() {}

        Note(long id) {
            this.id = id;
        }
    }
}
