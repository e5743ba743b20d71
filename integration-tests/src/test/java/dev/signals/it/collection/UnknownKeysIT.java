package dev.signals.it.collection;

import static dev.signals.hibernate.ModelSignals.loadingKeys;
import static org.assertj.core.api.Assertions.assertThat;

import dev.signals.it.database.Database;
import dev.signals.it.database.OnEveryDatabase;
import dev.signals.it.support.TestFactory;
import jakarta.persistence.Entity;
import jakarta.persistence.EntityManager;
import jakarta.persistence.EntityTransaction;
import jakarta.persistence.Id;
import jakarta.persistence.Inheritance;
import jakarta.persistence.InheritanceType;
import jakarta.persistence.JoinTable;
import jakarta.persistence.ManyToMany;
import jakarta.persistence.ManyToOne;
import jakarta.persistence.OneToMany;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.hibernate.annotations.ConcreteProxy;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.DisabledIfSystemProperty;

/** Clears whose keys cannot be read without doing more, and elements of classes that are not mapped. */
@OnEveryDatabase
class UnknownKeysIT {

    private final TestFactory factory;
    private final List<String> log = new ArrayList<>();

    UnknownKeysIT(Database database) {
        factory = TestFactory.ofPersistenceUnit(
                database, Map.of(), Box.class, Coin.class, Stamp.class, Medal.class, GoldMedal.class);
    }

    @BeforeEach
    void fill() {
        factory.inTransaction(session -> {
            Box box = new Box();
            Coin coin = new Coin();
            Stamp stamp = new Stamp();
            List.of(coin, stamp, box).forEach(session::persist);
            box.coins.add(coin);
            box.stamps.add(stamp);
        });
        factory.statements().clear();
    }

    @AfterEach
    void close() {
        factory.close();
    }

    private void listen(String attribute) {
        factory.signals()
                .m2mChanged()
                .connect(Box.class, attribute, event -> log.add(event.action() + " " + event.pks()), loadingKeys());
    }

    @Test
    @DisabledIfSystemProperty(
            named = "signals.test.enhanced",
            matches = "true",
            disabledReason = "an enhanced element needs no proxy")
    void elementsWithoutProxiesAreNotLoadedForTheirKeys() {
        listen("coins");

        factory.inTransaction(session -> session.find(Box.class, 1L).coins = new HashSet<>());

        assertThat(log).containsExactly("pre_clear []", "post_clear []");
        assertThat(factory.statements().all()).containsExactly("select box", "delete box_coin");
    }

    @Test
    void elementsWhoseProxiesHaveTheClassOfTheRowAreNotLoadedForTheirKeys() {
        factory.inTransaction(session -> {
            Medal medal = new GoldMedal();
            session.persist(medal);
            session.find(Box.class, 1L).medals.add(medal);
        });
        factory.statements().clear();
        listen("medals");

        factory.inTransaction(session -> session.find(Box.class, 1L).medals = new HashSet<>());

        assertThat(log).containsExactly("pre_clear []", "post_clear []");
        assertThat(factory.statements().all()).containsExactly("select box", "delete box_medal");
    }

    @Test
    void aSessionThatIsClosedBeforeItsCommitReadsNoKeys() {
        listen("stamps");

        EntityManager manager = factory.sessionFactory().createEntityManager();
        EntityTransaction transaction = manager.getTransaction();
        transaction.begin();
        manager.find(Box.class, 1L).stamps = new HashSet<>();
        manager.close();
        transaction.commit();

        assertThat(log).containsExactly("pre_clear []", "post_clear []");
        assertThat(factory.count("Box_Stamp")).isZero();
    }

    @Test
    void theOtherSideMayBeAnInstanceOfAClassThatIsNotMapped() {
        factory.signals()
                .m2mChanged()
                .connect(Box.class, "labelled", event -> log.add(event.action() + " " + event.id()));

        factory.inTransaction(session -> session.find(Stamp.class, 1L).box = new Box() {});

        assertThat(log).containsExactly("pre_add 1", "post_add 1");
    }

    @Entity(name = "Medal")
    @ConcreteProxy
    @Inheritance(strategy = InheritanceType.JOINED)
    static class Medal {
        @Id
        long id = 1;
    }

    @Entity(name = "GoldMedal")
    static class GoldMedal extends Medal {
        String carat = "24";
    }

    @Entity(name = "Box")
    static class Box {
        @Id
        long id = 1;

        @ManyToMany
        Set<Coin> coins = new HashSet<>();

        @ManyToMany
        @JoinTable(name = "box_medal")
        Set<Medal> medals = new HashSet<>();

        @ManyToMany
        Set<Stamp> stamps = new HashSet<>();

        @OneToMany(mappedBy = "box")
        List<Stamp> labelled = new ArrayList<>();
    }

    @Entity(name = "Coin")
    static final class Coin {
        @Id
        long id = 1;
    }

    @Entity(name = "Stamp")
    static class Stamp {
        @Id
        long id = 1;

        @ManyToOne
        @Nullable
        Box box;
    }
}
