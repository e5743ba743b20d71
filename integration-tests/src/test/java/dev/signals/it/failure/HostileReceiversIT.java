package dev.signals.it.failure;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowable;

import dev.signals.Connection;
import dev.signals.Options;
import dev.signals.SignalReceiver;
import dev.signals.hibernate.FactorySignals;
import dev.signals.hibernate.ModelSignals;
import dev.signals.hibernate.event.ModelEvent;
import dev.signals.it.database.Database;
import dev.signals.it.database.OnEveryDatabase;
import dev.signals.it.support.CapturedLog;
import dev.signals.it.support.TestFactory;
import jakarta.persistence.ElementCollection;
import jakarta.persistence.Entity;
import jakarta.persistence.GeneratedValue;
import jakarta.persistence.Id;
import jakarta.persistence.ManyToMany;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Supplier;
import java.util.stream.Stream;
import org.hibernate.Session;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Receivers that throw anything, in each signal and phase; and more receivers than anybody has. */
@OnEveryDatabase
class HostileReceiversIT {

    private final TestFactory factory;
    private final CapturedLog log = CapturedLog.of("dev.signals");

    HostileReceiversIT(Database database) {
        factory = TestFactory.of(database, Page.class);
    }

    @AfterEach
    void close() {
        log.close();
        factory.close();
    }

    private enum Place {
        PRE_SAVE {
            @Override
            void connect(FactorySignals signals, SignalReceiver<ModelEvent<Page>> receiver) {
                signals.preSave().connect(Page.class, receiver);
            }
        },
        POST_SAVE {
            @Override
            void connect(FactorySignals signals, SignalReceiver<ModelEvent<Page>> receiver) {
                signals.postSave().connect(Page.class, receiver);
            }
        },
        PRE_DELETE {
            @Override
            void connect(FactorySignals signals, SignalReceiver<ModelEvent<Page>> receiver) {
                signals.preDelete().connect(Page.class, receiver);
            }
        },
        POST_DELETE {
            @Override
            void connect(FactorySignals signals, SignalReceiver<ModelEvent<Page>> receiver) {
                signals.postDelete().connect(Page.class, receiver);
            }
        },
        M2M_CHANGED {
            @Override
            void connect(FactorySignals signals, SignalReceiver<ModelEvent<Page>> receiver) {
                signals.m2mChanged().connect(Page.class, "links", receiver);
            }
        },
        COLLECTION_CHANGED {
            @Override
            void connect(FactorySignals signals, SignalReceiver<ModelEvent<Page>> receiver) {
                signals.collectionChanged().connect(Page.class, "words", receiver);
            }
        },
        BEFORE_COMMIT {
            @Override
            void connect(FactorySignals signals, SignalReceiver<ModelEvent<Page>> receiver) {
                signals.postSave().connect(Page.class, receiver, ModelSignals.beforeCommit());
            }
        },
        CHANGED_BEFORE_COMMIT {
            @Override
            void connect(FactorySignals signals, SignalReceiver<ModelEvent<Page>> receiver) {
                signals.changed()
                        .connect(
                                Page.class,
                                receiver,
                                ModelSignals.beforeCommit(),
                                ModelSignals.includingCreatedAndDeleted());
            }
        },
        AFTER_COMMIT {
            @Override
            void connect(FactorySignals signals, SignalReceiver<ModelEvent<Page>> receiver) {
                signals.postSave().connect(Page.class, receiver, ModelSignals.afterCommit());
            }
        },
        CHANGED {
            @Override
            void connect(FactorySignals signals, SignalReceiver<ModelEvent<Page>> receiver) {
                signals.changed().connect(Page.class, receiver, ModelSignals.includingCreatedAndDeleted());
            }
        };

        boolean isAfterTheCommit() {
            return this == AFTER_COMMIT || this == CHANGED;
        }

        abstract void connect(FactorySignals signals, SignalReceiver<ModelEvent<Page>> receiver);
    }

    private enum Thrown {
        UNCHECKED(IllegalStateException::new),
        CHECKED(() -> new Exception("checked")),
        NEITHER(() -> new Throwable("neither an exception nor an error")),
        ERROR(() -> new AssertionError("an error")),
        STACK_OVERFLOW(StackOverflowError::new),
        OUT_OF_MEMORY(() -> new OutOfMemoryError("pretended")),
        NO_CLASS(() -> new NoClassDefFoundError("com/acme/Missing")),
        UNPRINTABLE(UnprintableException::new),
        UNPRINTABLE_CHECKED(UnprintableCheckedException::new);

        private final Supplier<Throwable> maker;

        Thrown(Supplier<Throwable> maker) {
            this.maker = maker;
        }
    }

    @ParameterizedTest
    @EnumSource
    void whateverAReceiverThrowsEndsAsAnExceptionDoes(Place place) {
        Page target = factory.saved(new Page());
        for (Thrown thrown : Thrown.values()) {
            Throwable failure = thrown.maker.get();
            List<String> others = new ArrayList<>();
            place.connect(factory.signals(), event -> HostileReceiversIT.<RuntimeException>throwIt(failure));
            place.connect(factory.signals(), event -> others.add("called"));
            long rows = factory.count("Page");
            int errors = log.errors().size();

            Throwable caught = catchThrowable(() -> work(target));

            if (place.isAfterTheCommit()) {
                assertThat(caught).as("of " + thrown).isNull();
                assertThat(others).as("the other receiver, of " + thrown).isNotEmpty();
                assertThat(log.errors()).as("logged, of " + thrown).hasSizeGreaterThan(errors);
                assertThat(factory.count("Page")).isEqualTo(rows + 1);
            } else {
                assertThat(chain(caught))
                        .as("what the caller gets, of " + thrown)
                        .contains(failure);
                assertThat(others).isEmpty();
                assertThat(factory.count("Page")).as("rows, of " + thrown).isEqualTo(rows);
            }
            disconnectAll();
        }
        theNextTransactionIsAnnounced(target);
    }

    @Test
    void aThousandReceiversOfOneEntityAreAllCalledInOrder() {
        List<Integer> called = new ArrayList<>();
        List<Integer> expected = new ArrayList<>();
        for (int i = 0; i < 1_000; i++) {
            int number = i;
            factory.signals().postSave().connect(Page.class, event -> called.add(number), Options.order(i % 7));
        }
        for (int order = 0; order < 7; order++) {
            for (int i = order; i < 1_000; i += 7) {
                expected.add(i);
            }
        }

        factory.inTransaction(session -> session.persist(new Page()));

        assertThat(called).isEqualTo(expected);
        assertThat(factory.signals().describe().toString()).contains(getClass().getName());
    }

    @Test
    void aThousandReceiversAfterTheCommitAreAllCalledThoughEachThrows() {
        for (int i = 0; i < 1_000; i++) {
            String message = "of receiver " + i;
            factory.signals()
                    .postSave()
                    .connect(
                            Page.class,
                            event -> {
                                throw new AssertionError(message);
                            },
                            ModelSignals.afterCommit());
        }

        factory.inTransaction(session -> session.persist(new Page()));

        assertThat(log.errors()).hasSize(1_000);
        assertThat(factory.count("Page")).isEqualTo(1);
    }

    /** Sends each signal of {@link Place}. The transaction is ended here, as Hibernate ends it after exceptions only. */
    private void work(Page target) {
        try (Session session = factory.sessionFactory().openSession()) {
            session.beginTransaction();
            try {
                write(session, target);
                session.getTransaction().commit();
            } finally {
                if (session.getTransaction().isActive()) {
                    session.getTransaction().rollback();
                }
            }
        }
    }

    private static void write(Session session, Page target) {
        Page page = new Page();
        page.words.add("word");
        page.links.add(session.find(Page.class, target.id));
        session.persist(page);
        Page removed = new Page();
        session.persist(removed);
        session.flush();
        session.remove(removed);
    }

    private void disconnectAll() {
        FactorySignals signals = factory.signals();
        Stream.of(
                        signals.preSave().signal(),
                        signals.postSave().signal(),
                        signals.preDelete().signal(),
                        signals.postDelete().signal(),
                        signals.changed().signal(),
                        signals.m2mChanged().signal(),
                        signals.collectionChanged().signal())
                .forEach(signal -> signal.connections().forEach(Connection::disconnect));
    }

    private void theNextTransactionIsAnnounced(Page target) {
        List<String> announced = new ArrayList<>();
        for (Place place : Place.values()) {
            place.connect(factory.signals(), event -> announced.add(place.name()));
        }
        work(target);
        assertThat(announced)
                .contains(Stream.of(Place.values()).map(Place::name).toArray(String[]::new));
    }

    private static List<Throwable> chain(Throwable caught) {
        List<Throwable> chain = new ArrayList<>();
        for (Throwable each = caught; each != null; each = causeOf(each)) {
            chain.add(each);
        }
        return chain;
    }

    private static Throwable causeOf(Throwable failure) {
        return failure instanceof UnprintableException ? null : failure.getCause();
    }

    @SuppressWarnings("unchecked") // not checked at run time, which is what it is for
    private static <T extends Throwable> void throwIt(Throwable failure) throws T {
        throw (T) failure;
    }

    private static final class UnprintableException extends RuntimeException {
        private static final long serialVersionUID = 1L;

        @Override
        public String getMessage() {
            throw new IllegalStateException("getMessage");
        }

        @Override
        public String toString() {
            throw new IllegalStateException("toString");
        }
    }

    private static final class UnprintableCheckedException extends Exception {
        private static final long serialVersionUID = 1L;

        @Override
        public String toString() {
            throw new IllegalStateException("toString");
        }
    }

    @Entity(name = "Page")
    static class Page {
        @Id
        @GeneratedValue
        Long id;

        @ElementCollection
        List<String> words = new ArrayList<>();

        @ManyToMany
        List<Page> links = new ArrayList<>();
    }
}
