package dev.signals.it.harmless;

import static dev.signals.hibernate.ModelSignals.beforeCommit;
import static dev.signals.it.support.TestedHibernate.isBefore72;
import static org.assertj.core.api.Assertions.assertThat;

import dev.signals.hibernate.event.PostSave;
import dev.signals.it.database.Database;
import dev.signals.it.database.OnEveryDatabase;
import dev.signals.it.support.TestFactory;
import jakarta.persistence.Entity;
import jakarta.persistence.GeneratedValue;
import jakarta.persistence.GenerationType;
import jakarta.persistence.Id;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import java.util.function.Consumer;
import java.util.stream.Stream;
import org.hibernate.FlushMode;
import org.hibernate.Session;
import org.hibernate.SharedSessionContract;
import org.hibernate.StatelessSession;
import org.hibernate.engine.spi.SharedSessionContractImplementor;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** A session and a child that shares its transaction, which write in any order. */
@OnEveryDatabase
class SharedSessionsIT {

    @Entity(name = "Slip")
    static class Slip {
        @Id
        @GeneratedValue
        Long id;

        String text;

        Slip() {}

        Slip(String text) {
            this.text = text;
        }
    }

    /** Inserted by {@code persist} itself. */
    @Entity(name = "Stub")
    static class Stub {
        @Id
        @GeneratedValue(strategy = GenerationType.IDENTITY)
        Long id;

        String text;

        Stub() {}

        Stub(String text) {
            this.text = text;
        }
    }

    /** The kinds of sessions; Hibernate flushes those with MANUAL only if it is told to. */
    enum Kind {
        SESSION,
        MANUAL,
        STATELESS;

        private void inTransaction(TestFactory factory, Consumer<SharedSessionContract> work) {
            if (this == STATELESS) {
                factory.sessionFactory().inStatelessTransaction(work::accept);
            } else {
                factory.inTransaction(session -> {
                    session.setHibernateFlushMode(this == MANUAL ? FlushMode.MANUAL : FlushMode.AUTO);
                    work.accept(session);
                });
            }
        }

        private SharedSessionContract openFor(SharedSessionContract parent) {
            if (this == STATELESS) {
                return parent.statelessWithOptions().connection().open();
            }
            Session child = parent instanceof Session session
                    ? session.sessionWithOptions().connection().openSession()
                    : parent.sessionWithOptions().connection().open();
            child.setHibernateFlushMode(this == MANUAL ? FlushMode.MANUAL : FlushMode.AUTO);
            return child;
        }
    }

    /** What is done in one of the sessions. */
    enum Doing {
        NOTHING {
            @Override
            void in(Session session, String text) {}

            @Override
            void in(StatelessSession session, String text) {}
        },
        ADDS {
            @Override
            void in(Session session, String text) {
                session.persist(new Slip(text));
            }

            @Override
            void in(StatelessSession session, String text) {
                session.insert(new Slip(text));
            }
        },
        ADDS_AT_ONCE {
            @Override
            void in(Session session, String text) {
                session.persist(new Stub(text));
            }

            @Override
            void in(StatelessSession session, String text) {
                session.insert(new Stub(text));
            }
        },
        CHANGES {
            @Override
            void in(Session session, String text) {
                session.find(Slip.class, 1L).text = text;
            }

            @Override
            void in(StatelessSession session, String text) {
                Slip slip = session.get(Slip.class, 1L);
                slip.text = text;
                session.update(slip);
            }
        };

        abstract void in(Session session, String text);

        abstract void in(StatelessSession session, String text);

        private void in(SharedSessionContract session, String text) {
            if (session instanceof Session stateful) {
                in(stateful, text);
            } else {
                in((StatelessSession) session, text);
            }
        }
    }

    /** Who does what, and who comes first. */
    record Case(Kind parent, Doing parents, Kind child, Doing childs, boolean childFirst) {

        static Stream<Case> all() {
            List<Case> cases = new ArrayList<>();
            for (Kind parent : Kind.values()) {
                for (Doing parents : Doing.values()) {
                    for (Kind child : Kind.values()) {
                        for (Doing childs : Doing.values()) {
                            cases.add(new Case(parent, parents, child, childs, true));
                            cases.add(new Case(parent, parents, child, childs, false));
                        }
                    }
                }
            }
            return cases.stream();
        }

        /** Answers whether both sessions have one object for their callbacks, all the time. */
        private boolean run(TestFactory factory) {
            List<SharedSessionContract> children = new ArrayList<>();
            List<Boolean> same = new ArrayList<>();
            parent.inTransaction(factory, session -> {
                SharedSessionContract opened = child.openFor(session);
                children.add(opened);
                if (childFirst) {
                    childs.in(opened, this + " c");
                    same.add(haveSameCallbacks(session, opened));
                    parents.in(session, this + " p");
                } else {
                    parents.in(session, this + " p");
                    same.add(haveSameCallbacks(session, opened));
                    childs.in(opened, this + " c");
                }
                same.add(haveSameCallbacks(session, opened));
            });
            children.forEach(SharedSessionContract::close);
            return !same.contains(false);
        }
    }

    private static boolean haveSameCallbacks(SharedSessionContract one, SharedSessionContract other) {
        return isBefore72()
                || ((SharedSessionContractImplementor) one).getTransactionCompletionCallbacksImplementor()
                        == ((SharedSessionContractImplementor) other).getTransactionCompletionCallbacksImplementor();
    }

    private static final Set<Listening> LISTENING = EnumSet.of(Listening.EVERYTHING, Listening.CHANGED_BEFORE_COMMIT);

    private final Database database;
    private final List<AutoCloseable> opened = new ArrayList<>();

    SharedSessionsIT(Database database) {
        this.database = database;
    }

    @AfterEach
    void close() throws Exception {
        for (AutoCloseable each : opened) {
            each.close();
        }
    }

    private static Stream<Case> cases() {
        return Case.all()
                .filter(each -> !isBefore72() || (each.parent != Kind.STATELESS && each.child != Kind.STATELESS));
    }

    @Test
    void receiversThatReadChangeNothing() {
        SameWork same = SameWork.of(database, Slip.class, Stub.class);
        opened.add(same);
        same.eachFactory(factory -> factory.inTransaction(session -> session.persist(new Slip("first"))));

        cases().forEach(each -> same.compare(each.toString(), LISTENING, factory -> {
            reset(factory);
            return each.run(factory);
        }));

        same.assertAll();
    }

    private TestFactory factory() {
        TestFactory factory = TestFactory.of(database, Slip.class, Stub.class);
        opened.add(factory);
        factory.inTransaction(session -> session.persist(new Slip("first")));
        return factory;
    }

    private static void reset(TestFactory factory) {
        factory.inTransaction(session -> {
            session.createMutationQuery("delete from Slip where id > 1").executeUpdate();
            session.createMutationQuery("update Slip set text = 'first'").executeUpdate();
            session.createMutationQuery("delete from Stub").executeUpdate();
        });
    }

    private static String text(PostSave<?> event) {
        return event.instance() instanceof Slip slip ? slip.text : ((Stub) event.instance()).text;
    }

    private static List<String> rows(TestFactory factory) {
        return factory.fromTransaction(session -> {
            List<String> rows = new ArrayList<>(
                    session.createQuery("select text from Slip", String.class).getResultList());
            rows.addAll(
                    session.createQuery("select text from Stub", String.class).getResultList());
            return rows;
        });
    }

    @Test
    void whatEitherWritesIsAnnouncedBeforeTheCommit() {
        TestFactory factory = factory();
        List<String> before = new ArrayList<>();
        factory.signals().postSave().connect(event -> before.add(text(event)), beforeCommit());

        cases().forEach(each -> {
            reset(factory);
            before.clear();
            each.run(factory);
            List<String> written = rows(factory);
            written.remove("first");
            assertThat(before).as(each.toString()).containsAll(written).doesNotHaveDuplicates();
        });
    }

    @Test
    void whatAReceiverBeforeTheCommitWritesInEitherIsWrittenAndAnnounced() {
        TestFactory factory = factory();
        List<String> before = new ArrayList<>();
        SharedSessionContract[] other = new SharedSessionContract[1];
        Doing[] does = new Doing[1];
        factory.signals()
                .postSave()
                .connect(
                        event -> {
                            before.add(text(event));
                            if (!text(event).endsWith("of a receiver")) {
                                does[0].in(other[0], text(event) + " of a receiver");
                            }
                        },
                        beforeCommit());

        cases().filter(each -> each.childFirst && each.parents == Doing.ADDS_AT_ONCE)
                .filter(each -> each.parent != Kind.MANUAL && each.child != Kind.MANUAL)
                .forEach(each -> {
                    reset(factory);
                    before.clear();
                    does[0] = each.childs;
                    other[0] = null;
                    each.parent.inTransaction(factory, session -> {
                        other[0] = each.child.openFor(session);
                        each.parents.in(session, "in the parent");
                    });
                    other[0].close();
                    assertAnnounced(factory, each + " in the child", before);

                    reset(factory);
                    before.clear();
                    List<SharedSessionContract> children = new ArrayList<>();
                    each.parent.inTransaction(factory, session -> {
                        other[0] = session;
                        children.add(each.child.openFor(session));
                        each.parents.in(children.get(0), "in the child");
                    });
                    children.forEach(SharedSessionContract::close);
                    assertAnnounced(factory, each + " in the parent", before);
                });
    }

    private static void assertAnnounced(TestFactory factory, String name, List<String> before) {
        List<String> written = rows(factory);
        written.remove("first");
        assertThat(before).as(name).containsExactlyInAnyOrderElementsOf(written);
        boolean nothing = name.contains("childs=NOTHING");
        assertThat(before).as(name).hasSize(nothing ? 1 : 2);
    }
}
