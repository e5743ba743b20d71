package dev.signals.it.harmless;

import dev.signals.it.database.Database;
import dev.signals.it.database.OnEveryDatabase;
import jakarta.persistence.Column;
import jakarta.persistence.DiscriminatorType;
import jakarta.persistence.ElementCollection;
import jakarta.persistence.Embeddable;
import jakarta.persistence.Entity;
import jakarta.persistence.FetchType;
import jakarta.persistence.Id;
import jakarta.persistence.JoinColumn;
import jakarta.persistence.JoinTable;
import jakarta.persistence.ManyToMany;
import jakarta.persistence.ManyToOne;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import org.hibernate.Hibernate;
import org.hibernate.Session;
import org.hibernate.annotations.AnyDiscriminator;
import org.hibernate.annotations.AnyDiscriminatorValue;
import org.hibernate.annotations.AnyKeyJavaClass;
import org.hibernate.annotations.ManyToAny;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** A look at a bag does not load the proxies in it, even if their class has a {@code hashCode} of its own. */
@OnEveryDatabase
class ProxiesInBagsIT {

    private final Database database;
    private SameWork work;

    ProxiesInBagsIT(Database database) {
        this.database = database;
    }

    @BeforeEach
    void prepare() {
        work = SameWork.of(database, Pot.class, Herb.class);
        work.eachFactory(factory -> factory.inTransaction(session -> {
            for (long id = 1; id <= 3; id++) {
                Herb herb = new Herb();
                herb.id = id;
                herb.name = "herb " + id;
                session.persist(herb);
            }
        }));
    }

    @AfterEach
    void closeWork() {
        work.close();
    }

    @Entity(name = "Herb")
    static class Herb {
        @Id
        long id;

        String name;

        public String getName() {
            return name;
        }

        @Override
        public boolean equals(Object other) {
            return other instanceof Herb herb && Objects.equals(getName(), herb.getName());
        }

        @Override
        public int hashCode() {
            return Objects.hashCode(getName());
        }
    }

    @Embeddable
    static class Portion {
        int grams;

        @ManyToOne(fetch = FetchType.LAZY)
        Herb herb;

        Portion() {}

        Portion(int grams, Herb herb) {
            this.grams = grams;
            this.herb = herb;
        }
    }

    @Entity(name = "Pot")
    static class Pot {
        @Id
        long id;

        @ManyToOne
        Herb label;

        @ManyToMany
        List<Herb> herbs = new ArrayList<>();

        @ElementCollection
        List<Portion> portions = new ArrayList<>();

        @ManyToAny
        @AnyDiscriminator(DiscriminatorType.STRING)
        @AnyDiscriminatorValue(discriminator = "H", entity = Herb.class)
        @AnyKeyJavaClass(Long.class)
        @Column(name = "part_type")
        @JoinTable(
                name = "Pot_parts",
                joinColumns = @JoinColumn(name = "pot_id"),
                inverseJoinColumns = @JoinColumn(name = "part_id"))
        List<Object> parts = new ArrayList<>();
    }

    private interface Filling {

        void fill(Pot pot, Session session);
    }

    private void compare(String name, Filling filling, Filling later) {
        work.compare(
                name,
                factory -> factory.fromTransaction(session -> {
                    Pot pot = new Pot();
                    pot.id = 1;
                    filling.fill(pot, session);
                    session.persist(pot);
                    session.flush();
                    later.fill(pot, session);
                    try {
                        session.flush();
                    } finally {
                        session.clear();
                        session.getTransaction().markRollbackOnly();
                    }
                    return null;
                }));
    }

    private static Herb reference(Session session, long id) {
        return session.getReference(Herb.class, id);
    }

    private static final Filling HERBS = (pot, session) -> {
        pot.herbs.add(reference(session, 1));
        pot.herbs.add(reference(session, 2));
        pot.herbs.add(reference(session, 1));
    };

    private static final Filling PORTIONS = (pot, session) -> {
        pot.portions.add(new Portion(1, reference(session, 1)));
        pot.portions.add(new Portion(2, reference(session, 2)));
    };

    private static final Filling PARTS = (pot, session) -> {
        pot.parts.add(reference(session, 1));
        pot.parts.add(reference(session, 2));
    };

    private static final Filling FAILING = (pot, session) -> pot.label = new Herb();

    @Test
    void aFlushThatFailsBeforeItComparesBagsLoadsNothing() {
        compare("entities", HERBS, FAILING);
        compare("embeddables with references", PORTIONS, FAILING);
        compare("entities of any type", PARTS, FAILING);
        work.assertAll();
    }

    @Test
    void bagsThatChangeAreWrittenAsBefore() {
        compare("nothing", HERBS, (pot, session) -> {});
        compare("another order", HERBS, (pot, session) -> pot.herbs.add(0, pot.herbs.remove(1)));
        compare("another number", HERBS, (pot, session) -> pot.herbs.set(2, reference(session, 2)));
        compare("replaced element", HERBS, (pot, session) -> pot.herbs.set(0, reference(session, 3)));
        compare("replaced by null", HERBS, (pot, session) -> pot.herbs.set(0, null));
        compare("changed part", PORTIONS, (pot, session) -> pot.portions.get(0).grams = 7);
        compare("changed reference", PORTIONS, (pot, session) -> pot.portions.get(0).herb = reference(session, 3));
        compare(
                "equal embeddable",
                PORTIONS,
                (pot, session) -> pot.portions.set(0, new Portion(1, reference(session, 1))));
        compare("removed part", PARTS, (pot, session) -> pot.parts.remove(0));
        work.assertAll();
    }

    @Test
    void theSameRowGivenByProxyAndByEntityIsComparedAsHibernateDoes() {
        compare("loaded proxy", HERBS, (pot, session) -> pot.herbs.set(0, (Herb) Hibernate.unproxy(pot.herbs.get(0))));
        work.assertAll();
    }
}
