package dev.signals.it.pitfall;

import static dev.signals.it.pitfall.Team.boards;
import static dev.signals.it.pitfall.Team.retitle;
import static org.assertj.core.api.Assertions.assertThat;

import dev.signals.it.database.Database;
import dev.signals.it.database.OnEveryDatabase;
import dev.signals.it.pitfall.Team.Task;
import java.util.ArrayList;
import java.util.List;
import org.hibernate.Interceptor;
import org.hibernate.Session;
import org.hibernate.type.Type;
import org.junit.jupiter.api.Test;

/** Pitfall 37: interceptors next to receivers. */
@OnEveryDatabase
class InterceptorPitfallsIT {

    private final Database database;

    InterceptorPitfallsIT(Database database) {
        this.database = database;
    }

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
        boards(database)
                .set("hibernate.session_factory.interceptor", titles)
                .run((factory, log) -> {
                    titles.calls.clear();
                    factory.inTransaction(InterceptorPitfallsIT::persistUpdateAndRemove);
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
        boards(database)
                .set("hibernate.session_factory.interceptor", ofFactory)
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
}
