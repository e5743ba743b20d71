package dev.signals.it.pitfall;

import static dev.signals.hibernate.ModelSignals.afterCommit;
import static dev.signals.it.pitfall.Team.ENTITIES;
import static dev.signals.it.pitfall.Team.boards;
import static dev.signals.it.pitfall.Team.retitle;
import static org.assertj.core.api.Assertions.assertThat;

import dev.signals.hibernate.event.ModelEvent;
import dev.signals.it.database.Database;
import dev.signals.it.database.OnEveryDatabase;
import dev.signals.it.pitfall.Entries.Line;
import dev.signals.it.pitfall.Entries.Note;
import dev.signals.it.pitfall.Team.Board;
import dev.signals.it.pitfall.Team.Cover;
import dev.signals.it.pitfall.Team.Leaf;
import dev.signals.it.pitfall.Team.Task;
import dev.signals.it.pitfall.Team.TeamBoard;
import dev.signals.it.pitfall.Team.Tree;
import java.util.Collections;
import java.util.List;
import java.util.function.Consumer;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.hibernate.Hibernate;
import org.hibernate.Session;
import org.junit.jupiter.api.Test;

/** Pitfalls 38 to 40: proxies, identifiers after the commit, and loading by receivers. */
@OnEveryDatabase
class LazyLoadingPitfallsIT {

    private final Database database;

    LazyLoadingPitfallsIT(Database database) {
        this.database = database;
    }

    @Test
    void p38_anEntityChangedThroughItsProxyIsAnnouncedAsItself() {
        boards(database)
                .receivers((signals, log) -> {
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
        boards(database)
                .receivers((signals, log) -> signals.preDelete()
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
        boards(database)
                .receivers((signals, log) ->
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
        boards(database)
                .inTransaction(session -> {
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
        boards(database)
                .receivers((signals, log) ->
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

    @Test
    void p39_afterTheCommitTheEventHasTheIdentifierAndANewSessionFindsTheRow() {
        boards(database)
                .withoutLog()
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
}
