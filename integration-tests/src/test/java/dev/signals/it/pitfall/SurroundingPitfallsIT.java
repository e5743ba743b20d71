package dev.signals.it.pitfall;

import static dev.signals.hibernate.ModelSignals.afterCommit;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.signals.hibernate.event.ModelEvent;
import dev.signals.it.database.Database;
import dev.signals.it.database.OnEveryDatabase;
import jakarta.persistence.CascadeType;
import jakarta.persistence.ElementCollection;
import jakarta.persistence.Entity;
import jakarta.persistence.FetchType;
import jakarta.persistence.GeneratedValue;
import jakarta.persistence.GenerationType;
import jakarta.persistence.Id;
import jakarta.persistence.Inheritance;
import jakarta.persistence.InheritanceType;
import jakarta.persistence.ManyToOne;
import jakarta.persistence.OneToMany;
import jakarta.persistence.OneToOne;
import jakarta.persistence.PrePersist;
import jakarta.persistence.PreRemove;
import jakarta.persistence.PreUpdate;
import jakarta.persistence.Transient;
import jakarta.persistence.criteria.CriteriaQuery;
import jakarta.transaction.Status;
import jakarta.transaction.Synchronization;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.BiConsumer;
import java.util.function.Consumer;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.hibernate.FlushMode;
import org.hibernate.Hibernate;
import org.hibernate.Interceptor;
import org.hibernate.ScrollableResults;
import org.hibernate.Session;
import org.hibernate.type.Type;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/** Pitfalls 34 to 40: what surrounds a session, other sessions among it. */
@OnEveryDatabase
class SurroundingPitfallsIT {

    @Entity(name = "Task")
    static class Task {
        @Id
        String code;

        private String title;

        @ManyToOne(fetch = FetchType.LAZY)
        Board board;

        @ElementCollection
        List<String> labels = new ArrayList<>();

        Task() {}

        Task(String code) {
            this.code = code;
        }

        String getTitle() {
            return title;
        }

        void setTitle(String title) {
            this.title = title;
        }
    }

    @Entity(name = "Board")
    @Inheritance(strategy = InheritanceType.JOINED)
    static class Board {
        @Id
        String name;

        private String text;

        @OneToMany(mappedBy = "board", cascade = CascadeType.PERSIST)
        List<Task> tasks = new ArrayList<>();

        @ElementCollection
        Map<String, String> settings = new HashMap<>();

        @OneToOne(fetch = FetchType.LAZY, cascade = CascadeType.ALL, orphanRemoval = true)
        Cover cover;

        Board() {}

        Board(String name) {
            this.name = name;
        }

        String getText() {
            return text;
        }

        void setText(String text) {
            this.text = text;
        }

        List<Task> getTasks() {
            return tasks;
        }

        Map<String, String> getSettings() {
            return settings;
        }
    }

    @Entity(name = "TeamBoard")
    static class TeamBoard extends Board {
        TeamBoard() {}

        TeamBoard(String name) {
            super(name);
        }
    }

    @Entity(name = "Cover")
    static class Cover {
        @Id
        String color;

        Cover() {}

        Cover(String color) {
            this.color = color;
        }
    }

    @Entity(name = "Line")
    static class Line {
        @Id
        @GeneratedValue(strategy = GenerationType.IDENTITY)
        Long id;

        String text;

        Line() {}

        Line(String text) {
            this.text = text;
        }
    }

    @Entity(name = "Note")
    static class Note {
        @Id
        @GeneratedValue
        Long id;

        String text;

        Note() {}

        Note(String text) {
            this.text = text;
        }
    }

    /** A merge cascades to its leaves, whose callbacks may do something first. */
    @Entity(name = "Tree")
    static class Tree {
        @Id
        String name;

        @OneToMany(mappedBy = "tree", cascade = CascadeType.ALL)
        List<Leaf> leaves = new ArrayList<>();

        Tree() {}

        Tree(String name) {
            this.name = name;
        }

        @Transient
        Runnable beforeRemove = () -> {};

        @PreRemove
        void callback() {
            beforeRemove.run();
        }

        Tree with(@Nullable String text, String... leaves) {
            for (String leaf : leaves) {
                Leaf made = new Leaf();
                made.name = leaf;
                made.text = text;
                made.tree = this;
                this.leaves.add(made);
            }
            return this;
        }
    }

    @Entity(name = "Leaf")
    static class Leaf {

        /** What callbacks do; static, since the copies that merge makes have only what is mapped. */
        static final ThreadLocal<Consumer<Leaf>> CALLBACK = ThreadLocal.withInitial(() -> leaf -> {});

        @Id
        String name;

        @Nullable
        String text;

        @ManyToOne
        Tree tree;

        @PrePersist
        @PreUpdate
        void callback() {
            CALLBACK.get().accept(this);
        }
    }

    private static final Class<?>[] ENTITIES = {
        Task.class, Board.class, TeamBoard.class, Cover.class, Line.class, Note.class, Tree.class, Leaf.class
    };

    private final Database database;

    SurroundingPitfallsIT(Database database) {
        this.database = database;
    }

    private Trial boards() {
        return Trial.of(database, ENTITIES).given(session -> {
            TeamBoard board = new TeamBoard("b");
            board.settings.put("k", "v");
            board.cover = new Cover("red");
            session.persist(board);
            for (String code : List.of("1", "2")) {
                Task task = new Task(code);
                task.board = board;
                task.labels.add("l");
                session.persist(task);
            }
        });
    }

    private static void retitle(Session session) {
        session.find(Task.class, "1").setTitle("x");
    }

    // 34

    @Test
    void p34_whatASynchronizationWritesBeforeTheCommitIsAnnouncedAndWhatReceiversDoThenIsWritten() {
        boards().receivers((signals, log) -> {
                    signals.postSave()
                            .connect(Note.class, event -> event.session().persist(new Task("of " + event.id())));
                    signals.postSave().connect(Task.class, event -> log.add("committed " + event.id()), afterCommit());
                })
                .inTransaction(session -> {
                    retitle(session);
                    beforeCompletion(session, () -> {
                        session.persist(new Note("late"));
                        session.flush();
                    });
                })
                .adds("insert task")
                .leavesAlso("task board_name=null code=of 1 title=null")
                .announces(
                        "pre_save Task",
                        "post_save Task",
                        "pre_save Note new",
                        "post_save Note created",
                        "pre_save Task new",
                        "post_save Task created",
                        "committed 1",
                        "committed of 1");
    }

    @Test
    void p34_aRowThatASynchronizationInsertsWithoutAFlushIsAnnounced() {
        boards().inTransaction(session -> {
                    retitle(session);
                    beforeCompletion(session, () -> session.persist(new Line("late")));
                })
                .addsNothing()
                .announces("pre_save Task", "post_save Task", "pre_save Line new", "post_save Line created");
    }

    @Test
    void p34_anExceptionOfASynchronizationTakesBackWhatReceiversWroteAndLeavesNothingForTheNextTransaction() {
        boards().receivers((signals, log) -> {
                    signals.postSave()
                            .connect(Task.class, event -> event.session().persist(new Note("of " + event.id())));
                    signals.postSave().connect(Note.class, event -> log.add("committed"), afterCommit());
                })
                .run(
                        (factory, log) -> {
                            try (Session session = factory.sessionFactory().openSession()) {
                                session.beginTransaction();
                                retitle(session);
                                beforeCompletion(session, () -> {
                                    throw new IllegalStateException("refused");
                                });
                                assertThatThrownBy(
                                                () -> session.getTransaction().commit())
                                        .hasStackTraceContaining("refused");
                                session.clear();
                                log.add("again");
                                session.beginTransaction();
                                session.persist(new Board("c"));
                                session.getTransaction().commit();
                            }
                        },
                        (factory, log) -> {
                            factory.inTransaction(SurroundingPitfallsIT::retitleAndTakeBack);
                            factory.inTransaction(session -> session.persist(new Board("c")));
                        })
                .adds("next note_seq", "insert note")
                .leavesAlso()
                .announces(
                        "pre_save Task",
                        "post_save Task",
                        "pre_save Note new",
                        "post_save Note created",
                        "again",
                        "pre_save Board new",
                        "post_save Board created");
    }

    private static void retitleAndTakeBack(Session session) {
        retitle(session);
        session.flush();
        session.getTransaction().setRollbackOnly();
    }

    @Test
    void p34_inFlushModeManualNothingIsFlushedOnOurAccount() {
        boards().receivers(signals -> signals.postSave()
                        .connect(Line.class, event -> event.session().persist(new Note("not written"))))
                .inTransaction(session -> {
                    session.setHibernateFlushMode(FlushMode.MANUAL);
                    retitle(session);
                    session.persist(new Line("written"));
                })
                .adds("next note_seq")
                .leavesAlso()
                .announces("pre_save Line new", "post_save Line created", "pre_save Note new");
    }

    @Test
    void p34_inFlushModeManualAReceiverMayFlushByItself() {
        boards().receivers(signals -> signals.postSave().connect(Line.class, event -> {
                    event.session().persist(new Note("written"));
                    event.session().flush();
                }))
                .inTransaction(session -> {
                    session.setHibernateFlushMode(FlushMode.MANUAL);
                    session.persist(new Line("written"));
                })
                .adds("next note_seq", "insert note")
                .leavesAlso("note id=1 text=written");
    }

    @Test
    void p34_aTransactionMarkedForRollbackOnlyFlushesAndAnnouncesNothing() {
        boards().inTransaction(session -> {
                    retitle(session);
                    session.persist(new Note("n"));
                    session.getTransaction().setRollbackOnly();
                    session.getTransaction().commit();
                    session.beginTransaction();
                })
                .addsNothing()
                .announces("pre_save Note new");
    }

    @Test
    void p34_aSynchronizationThatAReceiverRegistersWhileTheCommitFlushesIsCalled() {
        boards().receivers((signals, log) -> signals.postSave().connect(Task.class, event -> {
                    beforeCompletion(event.session(), () -> {
                        event.session().persist(new Cover("of " + event.id()));
                        event.session().flush();
                        log.add("before completion");
                    });
                }))
                .inTransaction(SurroundingPitfallsIT::retitle)
                .adds("insert cover")
                .leavesAlso("cover color=of 1")
                .announces(
                        "pre_save Task",
                        "post_save Task",
                        "pre_save Cover new",
                        "post_save Cover created",
                        "before completion");
    }

    private static void beforeCompletion(Session session, Runnable work) {
        session.getTransaction().registerSynchronization(new Synchronization() {
            @Override
            public void beforeCompletion() {
                work.run();
            }

            @Override
            public void afterCompletion(int status) {
                assertThat(status).isNotEqualTo(Status.STATUS_UNKNOWN);
            }
        });
    }

    // 35

    @Test
    void p35_whatAReceiverWritesByAChildSessionIsThereAndAnnounced() {
        boards().receivers(signals -> signals.postSave().connect(Task.class, event -> {
                    try (Session child = child(event.session())) {
                        child.persist(new Note("of " + event.id()));
                        child.flush();
                    }
                }))
                .inTransaction(SurroundingPitfallsIT::retitle)
                .adds("next note_seq", "insert note")
                .leavesAlso("note id=1 text=of 1")
                .announces("pre_save Task", "post_save Task", "pre_save Note new", "post_save Note created");
    }

    @Test
    void p35_whatAReceiverWritesByAChildSessionBeforeTheSaveIsThereAndAnnounced() {
        boards().receivers(signals -> signals.preSave().connect(Task.class, event -> {
                    try (Session child = child(event.session())) {
                        child.persist(new Note("of " + event.id()));
                        child.flush();
                        event.instance().setTitle("by receiver");
                    }
                }))
                .inTransaction(session -> {
                    retitle(session);
                    session.persist(new Task("3"));
                })
                .adds("next note_seq", "insert note", "next note_seq", "insert note")
                .announces(
                        "pre_save Task new",
                        "pre_save Note new",
                        "post_save Note created",
                        "pre_save Task",
                        "pre_save Note new",
                        "post_save Note created",
                        "post_save Task created",
                        "post_save Task");
    }

    @Test
    void p35_afterTheCommitReceiversHearOfRowsOfAChildSessionThatIsClosedByThen() {
        boards().withoutLog()
                .receivers((signals, log) -> {
                    signals.postSave().connect(Note.class, event -> log.add("committed " + event.id()), afterCommit());
                    signals.postSave()
                            .connect(Note.class, event -> event.onCommit(() -> log.add("also " + event.id())));
                })
                .inTransaction((session, log) -> {
                    try (Session child = child(session)) {
                        child.persist(new Note("n"));
                        child.flush();
                    }
                    log.add("closed");
                })
                .addsNothing()
                .announces("closed", "committed 1", "also 1");
    }

    @Test
    void p35_afterARollbackReceiversDoNotHearOfRowsOfAChildSessionThatIsClosedByThen() {
        boards().withoutLog()
                .receivers((signals, log) -> {
                    signals.postSave().connect(Note.class, event -> log.add("committed " + event.id()), afterCommit());
                    signals.postSave()
                            .connect(Note.class, event -> event.onCommit(() -> log.add("also " + event.id())));
                })
                .inTransaction((session, log) -> {
                    try (Session child = child(session)) {
                        child.persist(new Note("n"));
                        child.flush();
                    }
                    session.getTransaction().setRollbackOnly();
                })
                .addsNothing()
                .announces();
    }

    @Test
    void p35_afterTheCommitReceiversHearOfRowsOfAChildSessionThatIsStillOpen() {
        boards().withoutLog()
                .receivers((signals, log) -> signals.postSave()
                        .connect(Note.class, event -> log.add("committed " + event.id()), afterCommit()))
                .inTransaction((session, log) -> {
                    Session child = child(session);
                    child.persist(new Note("n"));
                    child.flush();
                })
                .addsNothing()
                .announces("committed 1");
    }

    @Test
    void p35_whatAChildSessionHasPendingWhenItsParentCommitsIsWrittenAndAnnouncedAndSoIsTheWorkOfReceivers() {
        boards().receivers((signals, log) -> {
                    signals.postSave()
                            .connect(Note.class, event -> event.session().persist(new Cover("of " + event.id())));
                    signals.postSave().connect(Cover.class, event -> log.add("committed " + event.id()), afterCommit());
                })
                .inTransaction((session, log) -> child(session).persist(new Note("n")))
                .adds("insert cover")
                .leavesAlso("cover color=of 1")
                .announces(
                        "pre_save Note new",
                        "post_save Note created",
                        "pre_save Cover new",
                        "post_save Cover created",
                        "committed of 1");
    }

    @Test
    void p35_anIdentityRowOfAChildSessionThatIsClosedBeforeItsFlushIsAnnounced() {
        boards().inTransaction((session, log) -> {
                    try (Session child = child(session)) {
                        child.persist(new Line("n"));
                    }
                    log.add("closed");
                })
                .addsNothing()
                .announces("pre_save Line new", "closed", "post_save Line created");
    }

    @Test
    void p35_aReceiverThatStartsItselfThroughChildSessionsIsStopped() {
        Result result = boards().withoutLog()
                .receivers((signals, log) -> signals.postSave().connect(Note.class, event -> {
                    log.add("called");
                    try (Session child = child(event.session())) {
                        child.persist(new Note("again"));
                        child.flush();
                    }
                }))
                .failing((factory, log) -> factory.inTransaction(session -> session.persist(new Note("n"))));

        assertThat(result.failure()).hasStackTraceContaining("SignalLoopException");
        assertThat(result.events()).hasSizeLessThan(200);
        result.leavesWithout("note id=1 text=n");
    }

    @Test
    void p35_aReceiverThatStartsItselfThroughSessionsOfTheirOwnIsStopped() {
        Result result = boards().withoutLog()
                .receivers((signals, log) -> signals.preSave().connect(Note.class, event -> {
                    log.add("called");
                    event.session().getSessionFactory().inSession(own -> own.persist(new Note("again")));
                }))
                .failing((factory, log) -> factory.inTransaction(session -> session.persist(new Note("n"))));

        assertThat(result.failure()).hasStackTraceContaining("SignalLoopException");
        assertThat(result.events()).hasSizeLessThan(200);
    }

    @Test
    void p35_aChildSessionThatIsFlushedWithItsParentAnnouncesOnce() {
        Result result = boards().receivers(signals -> signals.postSave().connect(Note.class, event -> {
                    if (event.created()) {
                        event.instance().text = "seen " + count(event, Note.class);
                    }
                }))
                .run((factory, log) -> {
                    try (Session session = factory.sessionFactory().openSession()) {
                        session.beginTransaction();
                        Session child = child(session);
                        child.persist(new Note("n"));
                        retitle(session);
                        session.flush();
                        child.flush();
                        session.flush();
                        log.add("flushed");
                        session.getTransaction().commit();
                        child.close();
                    }
                })
                .adds("select note", "update note");

        assertThat(result.events())
                .containsExactlyInAnyOrder(
                        "pre_save Note new",
                        "post_save Note created",
                        "pre_save Note",
                        "post_save Note",
                        "pre_save Task",
                        "post_save Task",
                        "flushed")
                .containsSubsequence("post_save Note created", "post_save Note", "flushed");
    }

    @Test
    void p35_whatWaitsForTheCommitRunsInTheOrderOfTheEventsWhicheverSessionTheyAreOf() {
        boards().withoutLog()
                .receivers((signals, log) ->
                        signals.postSave().connect(event -> log.add("committed " + event.id()), afterCommit()))
                .run((factory, log) -> {
                    try (Session session = factory.sessionFactory().openSession()) {
                        session.beginTransaction();
                        Session child = child(session);
                        session.persist(new Task("first"));
                        session.flush();
                        child.persist(new Task("second"));
                        child.flush();
                        session.persist(new Task("third"));
                        session.getTransaction().commit();
                        child.close();
                    }
                })
                .addsNothing()
                .announces("committed first", "committed second", "committed third");
    }

    @Test
    void p35_sessionsThatReceiversOpenDoNotDisturbAMerge() {
        boards().receivers(signals -> signals.preSave().connect(Leaf.class, event -> {
                    event.instance().text = "seen";
                    event.session().getSessionFactory().inTransaction(own -> own.merge(new Cover("of " + event.id())));
                }))
                .inTransaction(
                        session -> session.merge(new Tree("t").with(null, "1", "2", "3")),
                        session -> session.merge(new Tree("t").with("seen", "1", "2", "3")))
                .adds("select cover", "insert cover", "select cover", "insert cover", "select cover", "insert cover")
                .leavesAlso("cover color=of 1", "cover color=of 2", "cover color=of 3");
    }

    @Test
    void p35_mergesOfOtherSessionsInsideCallbacksDoNotDisturbAMerge() {
        mergeWithCallback((session, leaf) ->
                session.getSessionFactory().inTransaction(own -> own.merge(new Cover("of " + leaf.name))));
    }

    @Test
    void p35_commitsOfOtherSessionsInsideCallbacksDoNotDisturbAMerge() {
        mergeWithCallback((session, leaf) ->
                session.getSessionFactory().inTransaction(own -> own.persist(new Cover("of " + leaf.name))));
    }

    @Test
    void p35_mergesThatFailInOtherSessionsInsideCallbacksDoNotDisturbAMerge() {
        mergeWithCallback((session, leaf) -> {
            try (Session own = session.getSessionFactory().openSession()) {
                assertThatThrownBy(() -> own.merge("no entity")).isNotNull();
            }
        });
    }

    @Test
    void p35_queriesInsideCallbacksDoNotDisturbAMerge() {
        mergeWithCallback((session, leaf) -> session.createSelectionQuery("select count(*) from Cover", Long.class)
                .getSingleResult());
    }

    /** The first leaf is one whose callback disturbs, if anything does, and the others are those that may be missed. */
    private void mergeWithCallback(BiConsumer<Session, Leaf> callback) {
        boards().withoutLog()
                .receivers((signals, log) -> signals.preSave().connect(Leaf.class, event -> {
                    log.add("leaf " + event.id());
                    event.instance().text = "seen";
                }))
                .run(
                        (factory, log) -> factory.inTransaction(session -> withCallback(
                                leaf -> callback.accept(session, leaf),
                                () -> session.merge(new Tree("t").with(null, "1", "2", "3")))),
                        (factory, log) -> factory.inTransaction(session -> withCallback(
                                leaf -> callback.accept(session, leaf),
                                () -> session.merge(new Tree("t").with("seen", "1", "2", "3")))))
                .addsNothing()
                .announces("leaf 1", "leaf 2", "leaf 3");
    }

    @Test
    void p35_commitsOfOtherSessionsInsideCallbacksDoNotHideWhatCallbacksChangeDuringAFlush() {
        boards().given(session -> session.persist(new Tree("t").with(null, "1", "2")))
                .withoutLog()
                .receivers((signals, log) ->
                        signals.preSave().connect(Leaf.class, event -> log.add("leaf " + event.id())))
                .inTransaction(session -> {
                    Leaf first = session.find(Leaf.class, "1");
                    Leaf second = session.find(Leaf.class, "2");
                    first.text = "x";
                    withCallback(
                            leaf -> {
                                if (leaf == first) {
                                    session.getSessionFactory().inTransaction(own -> own.persist(new Cover("new")));
                                    second.text = "by callback";
                                }
                            },
                            session::flush);
                })
                .addsNothing()
                .announces("leaf 1", "leaf 2");
    }

    @Test
    void p35_queriesInsideCallbacksDoNotDisturbARemoval() {
        boards().given(session -> session.persist(new Tree("t").with(null, "1", "2")))
                .inTransaction(session -> {
                    Tree tree = session.find(Tree.class, "t");
                    Hibernate.initialize(tree.leaves);
                    tree.beforeRemove = () -> session.createSelectionQuery("select count(*) from Cover", Long.class)
                            .getSingleResult();
                    session.remove(tree);
                })
                .addsNothing()
                .leaves()
                .announces(
                        "pre_delete Leaf CASCADE",
                        "pre_delete Leaf CASCADE",
                        "pre_delete Tree EXPLICIT",
                        "post_delete Leaf",
                        "post_delete Leaf",
                        "post_delete Tree");
    }

    private static void withCallback(Consumer<Leaf> callback, Runnable work) {
        Leaf.CALLBACK.set(callback);
        try {
            work.run();
        } finally {
            Leaf.CALLBACK.remove();
        }
    }

    // 36

    @Test
    void p36_everyKindOfQueryThatFlushesAnnouncesBeforeItReadsAndWritesWhatReceiversDo() {
        Map<String, Consumer<Session>> queries = new LinkedHashMap<>();
        queries.put(
                "hql",
                session -> session.createSelectionQuery("from Task", Task.class).getResultList());
        queries.put("stream", session -> {
            try (Stream<Task> tasks =
                    session.createSelectionQuery("from Task", Task.class).getResultStream()) {
                assertThat(tasks).hasSize(2);
            }
        });
        queries.put("scroll", session -> {
            try (ScrollableResults<Task> tasks =
                    session.createSelectionQuery("from Task", Task.class).scroll()) {
                assertThat(tasks.next()).isTrue();
            }
        });
        queries.put("criteria", session -> {
            CriteriaQuery<Task> criteria = session.getCriteriaBuilder().createQuery(Task.class);
            criteria.from(Task.class);
            session.createSelectionQuery(criteria).getResultList();
        });
        queries.put(
                "native",
                session -> session.createNativeQuery("select * from Task", Task.class)
                        .addSynchronizedEntityClass(Task.class)
                        .getResultList());
        queries.put(
                "update",
                session -> session.createMutationQuery("update Task set title = title || '!'")
                        .executeUpdate());

        queries.forEach((kind, query) -> boards().receivers(signals -> signals.postSave()
                        .connect(Task.class, event -> event.session().persist(new Cover("of " + event.id()))))
                .inTransaction((session, log) -> {
                    retitle(session);
                    query.accept(session);
                    log.add(kind);
                })
                .adds("insert cover")
                .leavesAlso("cover color=of 1")
                .announces("pre_save Task", "post_save Task", "pre_save Cover new", "post_save Cover created", kind));
    }

    @Test
    void p36_aQuerySeesWhatReceiversWroteInTheFlushBeforeIt() {
        boards().receivers(signals -> signals.postSave()
                        .connect(Task.class, event -> event.session().persist(new Cover("of " + event.id()))))
                .inTransaction((session, log) -> {
                    retitle(session);
                    log.add(session.createSelectionQuery(
                                    "select c.color from Task t, Cover c where t.code = '1' order by c.color",
                                    String.class)
                            .getResultList()
                            .toString());
                })
                .adds("insert cover")
                .announces(
                        "pre_save Task",
                        "post_save Task",
                        "pre_save Cover new",
                        "post_save Cover created",
                        "[of 1, red]");
    }

    @Test
    void p36_aQueryThatDoesNotFlushAnnouncesNothing() {
        boards().inTransaction((session, log) -> {
                    retitle(session);
                    session.createSelectionQuery("from Cover", Cover.class).getResultList();
                    session.setHibernateFlushMode(FlushMode.COMMIT);
                    session.createSelectionQuery("from Task", Task.class).getResultList();
                    log.add("queried");
                })
                .addsNothing()
                .announces("queried", "pre_save Task", "post_save Task");
    }

    // 37

    /** Writes down what it is asked, and sets the title of every task it sees. */
    private static final class Titles implements Interceptor {
        final List<String> calls = new ArrayList<>();

        @Override
        public boolean onPersist(Object entity, Object id, Object[] state, String[] names, Type[] types) {
            calls.add("persist " + id);
            return set(state, names);
        }

        @Override
        public boolean onFlushDirty(
                Object entity, Object id, Object[] state, Object[] previous, String[] names, Type[] types) {
            calls.add("update " + id);
            return set(state, names);
        }

        @Override
        public void onRemove(Object entity, Object id, Object[] state, String[] names, Type[] types) {
            calls.add("remove " + id);
        }

        private static boolean set(Object[] state, String[] names) {
            int title = List.of(names).indexOf("title");
            if (title >= 0) {
                state[title] = state[title] + " by interceptor";
            }
            return title >= 0;
        }
    }

    @Test
    void p37_anInterceptorOfTheFactoryIsCalledAsOtherwiseNextToReceivers() {
        Titles titles = new Titles();
        boards().set("hibernate.session_factory.interceptor", titles)
                .run((factory, log) -> {
                    titles.calls.clear();
                    factory.inTransaction(SurroundingPitfallsIT::persistUpdateAndRemove);
                    titles.calls.forEach(log::add);
                })
                .addsNothing()
                .announces(
                        "pre_save Task new",
                        "pre_delete Task EXPLICIT",
                        "pre_save Task",
                        "post_save Task created",
                        "post_save Task",
                        "post_delete Task",
                        "persist 3",
                        "remove 2",
                        "update 1");
    }

    @Test
    void p37_anInterceptorOfTheSessionIsCalledAsOtherwiseNextToReceivers() {
        Titles ofFactory = new Titles();
        Titles ofSession = new Titles();
        boards().set("hibernate.session_factory.interceptor", ofFactory)
                .receivers(signals -> signals.preSave()
                        .connect(Task.class, event -> event.instance().setTitle("by receiver,")))
                .run((factory, log) -> {
                    ofFactory.calls.clear();
                    ofSession.calls.clear();
                    try (Session session = factory.sessionFactory()
                            .withOptions()
                            .interceptor(ofSession)
                            .openSession()) {
                        session.beginTransaction();
                        persistUpdateAndRemove(session);
                        session.getTransaction().commit();
                    }
                    ofSession.calls.forEach(log::add);
                    assertThat(ofFactory.calls).isEmpty();
                })
                .adds()
                .leaves(
                        "task board_name=b code=1 title=by receiver, by interceptor",
                        "task board_name=null code=3 title=by receiver, by interceptor",
                        "task_labels labels=l task_code=1",
                        "board cover_color=red name=b text=null",
                        "teamboard name=b",
                        "board_settings board_name=b settings=v settings_key=k",
                        "cover color=red")
                .announces(
                        "pre_save Task new",
                        "pre_delete Task EXPLICIT",
                        "pre_save Task",
                        "post_save Task created",
                        "post_save Task",
                        "post_delete Task",
                        "persist 3",
                        "remove 2",
                        "update 1");
    }

    private static void persistUpdateAndRemove(Session session) {
        session.persist(new Task("3"));
        retitle(session);
        session.remove(session.find(Task.class, "2"));
    }

    // 38

    @Test
    void p38_anEntityChangedThroughItsProxyIsAnnouncedAsItself() {
        boards().receivers((signals, log) -> {
                    signals.preSave().connect(TeamBoard.class, event -> log.add("before " + exactClass(event)));
                    signals.postSave().connect(TeamBoard.class, event -> log.add("after " + exactClass(event)));
                })
                .inTransaction(session -> session.find(Task.class, "1").board.setText("x"))
                .addsNothing()
                .announces(
                        "pre_save TeamBoard",
                        "before TeamBoard of TeamBoard",
                        "post_save TeamBoard",
                        "after TeamBoard of TeamBoard");
    }

    @Test
    void p38_anEntityRemovedByItsProxyIsAnnouncedAsItself() {
        boards().receivers((signals, log) -> signals.preDelete()
                        .connect(
                                Task.class,
                                event -> log.add("before " + exactClass(event) + " from "
                                        + event.origin().getClass().getSimpleName())))
                .inTransaction(
                        session -> session.remove(session.getReference(Task.class, "1")),
                        session -> session.remove(session.find(Task.class, "1")))
                .addsNothing()
                .announces("pre_delete Task EXPLICIT", "before Task of Task from Task", "post_delete Task");
    }

    @Test
    void p38_aDetachedProxyThatIsMergedIsAnnouncedAsItself() {
        boards().receivers((signals, log) ->
                        signals.preSave().connect(TeamBoard.class, event -> log.add("before " + exactClass(event))))
                .run((factory, log) -> {
                    Board detached = factory.fromTransaction(session -> {
                        Board board = session.find(Task.class, "1").board;
                        Hibernate.initialize(board);
                        return board;
                    });
                    detached.setText("x");
                    factory.inTransaction(session -> session.merge(detached));
                })
                .addsNothing()
                .announces("pre_save TeamBoard", "before TeamBoard of TeamBoard", "post_save TeamBoard");
    }

    @Test
    void p38_proxiesThatAreReferredToAreNotInitializedByTheWalks() {
        boards().inTransaction(session -> {
                    retitle(session);
                    Task task = new Task("3");
                    task.board = session.getReference(Board.class, "b");
                    session.persist(task);
                    session.flush();
                    session.createSelectionQuery("from Board", Board.class)
                            .getSingleResult()
                            .setText("x");
                })
                .addsNothing()
                .announces(
                        "pre_save Task new",
                        "pre_save Task",
                        "post_save Task created",
                        "post_save Task",
                        "pre_save TeamBoard",
                        "post_save TeamBoard");
    }

    @Test
    void p38_anOrphanThatIsAProxyIsAnnouncedAsItself() {
        boards().receivers((signals, log) ->
                        signals.preDelete().connect(Cover.class, event -> log.add("before " + exactClass(event))))
                .inTransaction(session -> session.find(Board.class, "b").cover = null)
                .addsNothing()
                .announces(
                        "pre_delete Cover ORPHAN",
                        "before Cover of Cover",
                        "pre_save TeamBoard",
                        "post_save TeamBoard",
                        "post_delete Cover");
    }

    private static String exactClass(ModelEvent<?> event) {
        return event.instance().getClass().getSimpleName() + " of "
                + event.sender().getSimpleName();
    }

    // 39

    @Test
    void p39_afterTheCommitTheEventHasTheIdentifierAndANewSessionFindsTheRow() {
        boards().withoutLog()
                .receivers((signals, log) -> {
                    signals.postSave()
                            .connect(
                                    event -> log.add(event + ", found "
                                            + (event.sessionFactory()
                                                            .fromSession(own -> own.find(event.sender(), event.id()))
                                                    != null)),
                                    afterCommit());
                    signals.postDelete()
                            .connect(
                                    event -> log.add(event.sender().getSimpleName() + " " + event.id()), afterCommit());
                })
                .run((factory, log) -> {
                    Session session = factory.sessionFactory().openSession();
                    session.beginTransaction();
                    session.persist(new Line("n"));
                    session.persist(new Note("n"));
                    session.remove(session.find(Task.class, "2"));
                    session.flush();
                    session.clear();
                    session.getTransaction().commit();
                    session.close();
                })
                .adds("select line", "select note")
                .announces(
                        "post_save of " + Line.class.getName() + "#1, found true",
                        "post_save of " + Note.class.getName() + "#1, found true",
                        "Task 2");
    }

    // 40

    @Test
    void p40_receiversMayLoadLazilyInEveryPhaseOfACommit() {
        inEveryPhase(session -> {});
    }

    @Test
    void p40_receiversMayLoadLazilyInEveryPhaseOfAFlush() {
        inEveryPhase(Session::flush);
    }

    @Test
    void p40_receiversMayLoadLazilyInEveryPhaseOfAQuery() {
        inEveryPhase(session -> {
            session.createSelectionQuery("select count(*) from Leaf", Long.class)
                    .getSingleResult();
            session.createSelectionQuery("select count(*) from Tree", Long.class)
                    .getSingleResult();
        });
    }

    /** Each call of a receiver loads the lazy associations of another board, and changes one of them. */
    private void inEveryPhase(Consumer<Session> end) {
        int[] calls = {0};
        Result result = Trial.of(database, ENTITIES)
                .given(session -> {
                    for (int i = 1; i <= 8; i++) {
                        Board board = new Board("b" + i);
                        board.cover = new Cover("c" + i);
                        board.settings.put("k", "v");
                        session.persist(board);
                        Task task = new Task("t" + i);
                        task.board = board;
                        session.persist(task);
                    }
                    session.persist(new Tree("old").with(null, "1", "2", "3"));
                })
                .receivers(signals -> {
                    signals.preSave().connect(Leaf.class, event -> loadLazily(event, ++calls[0]));
                    signals.postSave().connect(Leaf.class, event -> loadLazily(event, ++calls[0]));
                    signals.preDelete().connect(Leaf.class, event -> loadLazily(event, ++calls[0]));
                    signals.postDelete().connect(Leaf.class, event -> loadLazily(event, ++calls[0]));
                })
                .inTransaction(session -> {
                    for (int i = 1; i <= 8; i++) {
                        session.find(Board.class, "b" + i);
                    }
                    Tree tree = session.find(Tree.class, "old");
                    tree.with(null, "by cascade");
                    session.persist(new Tree("new").with(null, "4"));
                    session.find(Leaf.class, "1").text = "x";
                    session.remove(session.find(Leaf.class, "3"));
                    end.accept(session);
                });

        assertThat(calls[0]).isEqualTo(8);
        result.leavesAlso(IntStream.rangeClosed(1, 8)
                .mapToObj(i -> "board_settings board_name=b" + i + " settings=loaded cover c" + i
                        + " and 1 tasks settings_key=receiver")
                .toArray(String[]::new));
        assertThat(withoutReads(result.with()))
                .containsExactlyInAnyOrderElementsOf(plus(withoutReads(result.without()), "insert board_settings", 8));
    }

    private static void loadLazily(ModelEvent<?> event, int number) {
        Board board = event.session().find(Board.class, "b" + number);
        String loaded = "cover " + ((Cover) Hibernate.unproxy(board.cover)).color + " and "
                + board.getTasks().size() + " tasks";
        board.getSettings().put("receiver", "loaded " + loaded);
    }

    private static List<String> withoutReads(Trial.Run run) {
        return run.statements().stream()
                .filter(statement -> !statement.startsWith("select"))
                .toList();
    }

    private static List<String> plus(List<String> statements, String further, int times) {
        return Stream.concat(statements.stream(), Collections.nCopies(times, further).stream())
                .toList();
    }

    private static Session child(Session parent) {
        return parent.sessionWithOptions().connection().openSession();
    }

    private static long count(ModelEvent<?> event, Class<?> entity) {
        return event.session()
                .createSelectionQuery("select count(*) from " + entity.getSimpleName(), Long.class)
                .getSingleResult();
    }
}
