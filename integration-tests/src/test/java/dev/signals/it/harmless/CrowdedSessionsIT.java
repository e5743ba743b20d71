package dev.signals.it.harmless;

import static dev.signals.it.support.TestedHibernate.session;
import static org.assertj.core.api.Assertions.assertThat;

import dev.signals.it.database.Database;
import dev.signals.it.database.OnEveryDatabase;
import dev.signals.it.support.TestFactory;
import jakarta.persistence.Access;
import jakarta.persistence.AccessType;
import jakarta.persistence.CascadeType;
import jakarta.persistence.Convert;
import jakarta.persistence.Embeddable;
import jakarta.persistence.Embedded;
import jakarta.persistence.Entity;
import jakarta.persistence.EntityListeners;
import jakarta.persistence.Id;
import jakarta.persistence.JoinColumn;
import jakarta.persistence.ManyToOne;
import jakarta.persistence.OneToMany;
import jakarta.persistence.PostUpdate;
import jakarta.persistence.Version;
import jakarta.persistence.metamodel.EntityType;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.Date;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.BiConsumer;
import java.util.function.Consumer;
import java.util.stream.LongStream;
import org.hibernate.Interceptor;
import org.hibernate.Session;
import org.hibernate.SessionEventListener;
import org.hibernate.annotations.ColumnDefault;
import org.hibernate.annotations.CreationTimestamp;
import org.hibernate.annotations.Generated;
import org.hibernate.engine.spi.SessionFactoryImplementor;
import org.hibernate.event.spi.EventType;
import org.hibernate.event.spi.PostUpdateEventListener;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/**
 * A session with many entities is looked at less closely after a flush in which only Hibernate has run. What a flush leaves
 * changed all the same is no reason for another one.
 */
@OnEveryDatabase
class CrowdedSessionsIT {

    private static final int LEAVES = 60;

    private final Database database;
    private SameWork same;

    CrowdedSessionsIT(Database database) {
        this.database = database;
    }

    @AfterEach
    void close() {
        Shaking.SHAKEN.set(null);
        try (SameWork done = same) {
            done.assertAll();
        }
    }

    @Test
    void aFlushOfPlainEntities() {
        open(Map.of(), Leaf.class);

        compare((session, leaves) -> {});
    }

    @Test
    void anEntityWithAValueThatTheFlushChanges() {
        open(Map.of(), Leaf.class, Label.class);

        compare((session, leaves) -> {
            Label label = new Label();
            session.persist(label);
            session.flush();
            label.setVersion(5);
        });
    }

    @Test
    void anEntityWithAValueThatTheDatabaseGenerates() {
        open(Map.of(), Leaf.class, Ticket.class);

        compare((session, leaves) -> {
            Ticket other = new Ticket();
            session.persist(other);
            session.flush();
            Ticket ticket = new Ticket();
            ticket.others.add(other);
            session.merge(ticket);
        });
    }

    @Test
    void anEntityWithAMutableValueThatDoesNotEqualItsCopy() {
        open(Map.of(), Leaf.class, Paint.class);

        compare((session, leaves) -> session.persist(new Paint()));
    }

    @Test
    void anEntityWithPartsAndReferences() {
        open(Map.of(), Leaf.class, Twig.class);

        compare((session, leaves) -> {
            Twig twig = new Twig();
            twig.leaf = leaves.get(3);
            session.persist(twig);
        });
    }

    @Test
    void anEmbeddableWithMorePartsThanItsEntityHasAttributes() {
        open(Map.of(), Leaf.class, Parcel.class);

        compare((session, leaves) -> session.persist(new Parcel()));
    }

    @Test
    void aCallbackThatChangesAnotherEntity() {
        open(Map.of(), Leaf.class, Wind.class);

        compare((session, leaves) -> {
            Wind wind = new Wind();
            wind.leaf = leaves.get(5);
            session.persist(wind);
            session.flush();
            wind.force++;
        });
    }

    @Test
    void aListenerOfHibernateThatChangesAnotherEntity() {
        open(Map.of(), Leaf.class);
        same.eachFactory(factory -> factory.sessionFactory()
                .unwrap(SessionFactoryImplementor.class)
                .getEventListenerRegistry()
                .appendListeners(EventType.POST_UPDATE, (PostUpdateEventListener)
                        event -> session(event).find(Leaf.class, 7L).marks++));

        compare((session, leaves) -> {});
    }

    @Test
    void anInterceptorThatChangesAnEntityAfterTheFlush() {
        open(Map.of("hibernate.session_factory.interceptor", new Marking()), Leaf.class);

        compare((session, leaves) -> {});
    }

    @Test
    void aListenerOfSessionsThatChangesAnEntityInTheFlush() {
        open(Map.of("hibernate.session.events.auto", Shaking.class.getName()), Leaf.class);

        compare((session, leaves) -> Shaking.SHAKEN.set(leaves.get(9)));
    }

    @Test
    void whatAReceiverChangesIsWritten() {
        open(Map.of(), Leaf.class);
        same.compareByHand(
                "changed by a receiver",
                factory -> written(factory, (session, leaves) -> {
                    leaves.get(0).name = "b";
                    session.flush();
                    leaves.get(1).name = "c";
                }),
                signals -> signals.postSave().connect(Leaf.class, event -> {
                    if (event.id().equals(0L) && !event.created()) {
                        event.session().find(Leaf.class, 1L).name = "c";
                    }
                }),
                factory -> written(factory, (session, leaves) -> leaves.get(0).name = "b"));
    }

    private void open(Map<String, ?> settings, Class<?>... entities) {
        same = SameWork.of(database, settings, entities);
    }

    /** The flush of a commit, two flushes, and that of a query. */
    private void compare(BiConsumer<Session, List<Leaf>> preparation) {
        compare("commit", preparation, session -> {});
        compare("flush", preparation, Session::flush);
        compare(
                "query",
                preparation,
                session -> assertThat(session.createSelectionQuery("from Leaf where name = 'z'", Leaf.class)
                                .getResultList())
                        .isEmpty());
    }

    private void compare(String name, BiConsumer<Session, List<Leaf>> preparation, Consumer<Session> end) {
        same.compare(
                name,
                factory -> written(factory, (session, leaves) -> {
                    preparation.accept(session, leaves);
                    leaves.get(0).name = "b";
                    end.accept(session);
                    leaves.get(1).name = "c";
                }));
    }

    /** Changes a crowd of leaves, and answers with their rows. */
    private static List<?> written(TestFactory factory, BiConsumer<Session, List<Leaf>> change) {
        factory.inTransaction(session -> {
            factory.sessionFactory().getMetamodel().getEntities().stream()
                    .map(EntityType::getName)
                    .sorted(Comparator.comparing("Leaf"::equals)) // others refer to it
                    .forEach(name ->
                            session.createMutationQuery("delete from " + name).executeUpdate());
            LongStream.range(0, LEAVES).forEach(id -> session.persist(new Leaf(id)));
        });
        factory.inTransaction(session -> change.accept(
                session,
                session.createSelectionQuery("from Leaf order by id", Leaf.class)
                        .getResultList()));
        return factory.fromTransaction(
                session -> session.createNativeQuery("select name || marks from Leaf order by id", String.class)
                        .getResultList());
    }

    @Entity(name = "Leaf")
    static class Leaf {
        @Id
        long id;

        String name = "a";
        int marks;

        Leaf() {}

        Leaf(long id) {
            this.id = id;
        }
    }

    /** Its label is another one once Hibernate has incremented the version. */
    @Entity(name = "Label")
    @Access(AccessType.PROPERTY)
    static class Label {
        private static final AtomicLong IDS = new AtomicLong();
        private long id = IDS.incrementAndGet();
        private int version;

        @Id
        public long getId() {
            return id;
        }

        public void setId(long id) {
            this.id = id;
        }

        @Version
        public int getVersion() {
            return version;
        }

        public void setVersion(int version) {
            this.version = version;
        }

        public String getText() {
            return "version " + version;
        }

        public void setText(String text) {}
    }

    @Entity(name = "Ticket")
    static class Ticket {
        private static final AtomicLong IDS = new AtomicLong();

        @Id
        long id = IDS.incrementAndGet();

        @Generated(event = org.hibernate.generator.EventType.INSERT)
        @ColumnDefault("7")
        Integer number;

        @OneToMany(cascade = CascadeType.ALL, orphanRemoval = true)
        @JoinColumn
        List<Ticket> others = new ArrayList<>();

        @Version
        int version;
    }

    @Entity(name = "Paint")
    static class Paint {
        private static final AtomicLong IDS = new AtomicLong();

        @Id
        long id = IDS.incrementAndGet();

        @Convert(converter = UnequalValues.SecretConverter.class)
        UnequalValues.Secret secret = new UnequalValues.Secret("red");

        Date date = new Date(0);
    }

    @Embeddable
    static class Place {
        String name = "here";
        Date since = new Date(0);
    }

    @Entity(name = "Twig")
    static class Twig {
        private static final AtomicLong IDS = new AtomicLong();

        @Id
        long id = IDS.incrementAndGet();

        @Embedded
        Place place = new Place();

        @ManyToOne
        Leaf leaf;
    }

    @Entity(name = "Wind")
    @EntityListeners(Blowing.class)
    static class Wind {
        private static final AtomicLong IDS = new AtomicLong();

        @Id
        long id = IDS.incrementAndGet();

        int force;

        @ManyToOne
        Leaf leaf;
    }

    public static class Blowing {

        @PostUpdate
        void after(Wind wind) {
            wind.leaf.marks++;
        }
    }

    private static final class Marking implements Interceptor {

        @Override
        public void postFlush(Iterator<Object> entities) {
            entities.forEachRemaining(entity -> {
                if (entity instanceof Leaf leaf && leaf.id == 7) {
                    leaf.marks++;
                }
            });
        }
    }

    public static class Shaking implements SessionEventListener {

        private static final long serialVersionUID = 1L;
        private static final AtomicReference<@Nullable Leaf> SHAKEN = new AtomicReference<>();

        @Override
        public void flushEnd(int entities, int collections) {
            Leaf shaken = SHAKEN.get();
            if (shaken != null) {
                shaken.marks++;
            }
        }
    }

    @Entity(name = "Parcel")
    static class Parcel {
        @Id
        long id = 1;

        Address address = new Address();
    }

    @Embeddable
    static class Address {
        String city = "Basel";
        String street = "Rheingasse";

        @CreationTimestamp
        Instant since;
    }
}
