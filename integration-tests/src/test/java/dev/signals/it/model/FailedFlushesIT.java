package dev.signals.it.model;

import static dev.signals.hibernate.ModelSignals.includingCreatedAndDeleted;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.signals.hibernate.SignalSettings;
import dev.signals.hibernate.event.ChangeKind;
import dev.signals.hibernate.event.ModelEvent;
import dev.signals.it.database.Database;
import dev.signals.it.support.TestFactory;
import jakarta.persistence.CascadeType;
import jakarta.persistence.Entity;
import jakarta.persistence.GeneratedValue;
import jakarta.persistence.GenerationType;
import jakarta.persistence.Id;
import jakarta.persistence.JoinColumn;
import jakarta.persistence.LockTimeoutException;
import jakarta.persistence.OneToMany;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import org.hibernate.Session;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/**
 * A flush fails because a lock is not free, and the transaction goes on, as Jakarta Persistence allows. What is committed then is
 * announced, and nothing else, whether it was done before the flush or after it.
 */
class FailedFlushesIT {

    private final TestFactory factory = TestFactory.of(
            Database.H2,
            Map.of(SignalSettings.STRICT, "true"), // so that what is announced inside a flush fails
            Shop.class,
            Till.class,
            Shelf.class,
            Receipt.class);

    private final List<String> removing = new ArrayList<>();
    private final List<String> removed = new ArrayList<>();
    private final List<String> created = new ArrayList<>();
    private final List<String> netCreated = new ArrayList<>();
    private final List<String> netRemoved = new ArrayList<>();

    /** When the work is done, as seen from the flush that fails. */
    private enum Time {
        BEFORE_THE_FLUSH,
        AFTER_THE_FLUSH,
        AFTER_TWO_FLUSHES
    }

    @BeforeEach
    void writeShops() {
        factory.inTransaction(session -> {
            session.persist(new Till());
            for (long id = 1; id <= 2; id++) {
                Shop shop = new Shop();
                shop.id = id;
                shop.shelves.add(new Shelf(id * 10));
                shop.shelves.add(new Shelf(id * 10 + 1));
                session.persist(shop);
            }
        });
        factory.signals().preDelete().connect(event -> removing.add(name(event)));
        factory.signals().postDelete().connect(event -> removed.add(name(event)));
        factory.signals().postSave().connect(event -> {
            if (event.created()) {
                created.add(name(event));
            }
        });
        factory.signals()
                .changed()
                .connect(
                        event -> {
                            if (event.kind() == ChangeKind.CREATED) {
                                netCreated.add(name(event));
                            } else if (event.kind() == ChangeKind.DELETED) {
                                netRemoved.add(name(event));
                            }
                        },
                        includingCreatedAndDeleted());
    }

    @AfterEach
    void close() {
        factory.close();
    }

    @ParameterizedTest
    @EnumSource
    void aRemoval(Time time) {
        assertAnnounced(time, session -> session.remove(session.find(Shelf.class, 10L)), 1, 0);
    }

    @ParameterizedTest
    @EnumSource
    void aRemovalWithWhatItTakesAlong(Time time) {
        assertAnnounced(time, session -> session.remove(session.find(Shop.class, 1L)), 3, 0);
    }

    @ParameterizedTest
    @EnumSource
    void anOrphan(Time time) {
        assertAnnounced(time, session -> session.find(Shop.class, 1L).shelves.remove(0), 1, 0);
    }

    @ParameterizedTest
    @EnumSource
    void aNewEntityThatTheFlushInserts(Time time) {
        assertAnnounced(time, session -> session.persist(new Shelf(30)), 0, 1);
    }

    @ParameterizedTest
    @EnumSource
    void aNewEntityThatACascadeReaches(Time time) {
        assertAnnounced(time, session -> session.find(Shop.class, 2L).shelves.add(new Shelf(30)), 0, 1);
    }

    @ParameterizedTest
    @EnumSource
    void aNewEntityThatIsInsertedAtOnce(Time time) {
        assertAnnounced(time, session -> session.persist(new Receipt()), 0, 1);
    }

    @ParameterizedTest
    @EnumSource
    void severalOfThemTogether(Time time) {
        assertAnnounced(
                time,
                session -> {
                    session.persist(new Receipt());
                    session.find(Shop.class, 1L).shelves.remove(1);
                    session.remove(session.find(Shelf.class, 20L));
                    session.persist(new Shelf(30));
                },
                2,
                2);
    }

    @Test
    void anOrphanThatIsPutBackAfterTheFlushIsNotAnnouncedAsRemoved() {
        work(session -> {
            Shop shop = session.find(Shop.class, 1L);
            Shelf shelf = shop.shelves.remove(0);
            fail(session);
            shop.shelves.add(shelf);
        });
        assertThat(rows()).contains("Shelf#10");
        assertThat(removed).isEmpty();
        assertThat(netRemoved).isEmpty();
    }

    @Test
    void aSessionThatIsClearedAfterTheFlushAnnouncesOnlyWhatWasWritten() {
        work(session -> {
            session.persist(new Shelf(30));
            session.remove(session.find(Shelf.class, 20L));
            fail(session);
            session.clear();
        });
        assertThat(factory.count("Shelf")).isEqualTo(5);
        assertThat(created).hasSize(1);
        assertThat(netCreated).hasSize(1);
        assertThat(removed).isEmpty();
        assertThat(netRemoved).isEmpty();
    }

    @Test
    void aTransactionThatIsRolledBackAfterTheFlushLeavesNothingBehind() {
        try (Session session = factory.sessionFactory().openSession()) {
            session.beginTransaction();
            session.persist(new Shelf(30));
            fail(session);
            session.getTransaction().rollback();
            session.clear();
            session.beginTransaction();
            session.persist(new Shelf(31));
            session.getTransaction().commit();
        }
        assertThat(created).containsExactly("Shelf#31");
        assertThat(netCreated).containsExactly("Shelf#31");
    }

    private void assertAnnounced(Time time, Consumer<Session> work, int removals, int insertions) {
        List<String> before = rows();
        work(session -> {
            if (time == Time.BEFORE_THE_FLUSH) {
                work.accept(session);
            }
            fail(session);
            if (time == Time.AFTER_TWO_FLUSHES) {
                fail(session);
            }
            if (time != Time.BEFORE_THE_FLUSH) {
                work.accept(session);
            }
        });
        List<String> after = rows();
        List<String> gone = before.stream().filter(row -> !after.contains(row)).toList();
        List<String> added = after.stream().filter(row -> !before.contains(row)).toList();
        assertThat(gone).hasSize(removals);
        assertThat(added).hasSize(insertions);
        assertThat(removing).containsExactlyInAnyOrderElementsOf(gone);
        assertThat(removed).containsExactlyInAnyOrderElementsOf(gone);
        assertThat(netRemoved).containsExactlyInAnyOrderElementsOf(gone);
        assertThat(created).containsExactlyInAnyOrderElementsOf(added);
        assertThat(netCreated).containsExactlyInAnyOrderElementsOf(added);
    }

    private static String name(ModelEvent<?> event) {
        return event.instance().getClass().getSimpleName() + "#" + event.id();
    }

    private void work(Consumer<Session> work) {
        factory.inTransaction(work);
    }

    /** Flushes while another transaction has locked a row that the flush updates. */
    private void fail(Session session) {
        try (Session other = factory.sessionFactory().openSession()) {
            other.beginTransaction();
            other.createMutationQuery("update Till set amount = -1").executeUpdate();
            session.doWork(connection -> {
                try (var statement = connection.createStatement()) {
                    statement.execute("set lock_timeout 20");
                }
            });
            session.find(Till.class, 1L).amount++;
            assertThatThrownBy(session::flush).isInstanceOf(LockTimeoutException.class);
            other.getTransaction().rollback();
        }
    }

    private List<String> rows() {
        List<String> rows = new ArrayList<>();
        for (Class<?> type : List.of(Shop.class, Shelf.class, Receipt.class)) {
            factory.fromTransaction(session -> session.createSelectionQuery(
                                    "select id from " + type.getSimpleName(), Long.class)
                            .getResultList())
                    .forEach(id -> rows.add(type.getSimpleName() + "#" + id));
        }
        return rows;
    }

    @Entity(name = "Shop")
    static class Shop {
        @Id
        long id;

        @OneToMany(cascade = CascadeType.ALL, orphanRemoval = true)
        @JoinColumn(name = "shop")
        List<Shelf> shelves = new ArrayList<>();
    }

    @Entity(name = "Till")
    static class Till {
        @Id
        long id = 1;

        int amount;
    }

    @Entity(name = "Shelf")
    static class Shelf {
        @Id
        long id;

        Shelf() {}

        Shelf(long id) {
            this.id = id;
        }
    }

    @Entity(name = "Receipt")
    static class Receipt {
        @Id
        @GeneratedValue(strategy = GenerationType.IDENTITY)
        Long id;
    }
}
