package dev.signals.it.pitfall;

import static dev.signals.it.pitfall.Team.boards;
import static dev.signals.it.pitfall.Team.retitle;
import static org.assertj.core.api.Assertions.assertThat;

import dev.signals.it.database.Database;
import dev.signals.it.database.OnEveryDatabase;
import dev.signals.it.pitfall.Team.Cover;
import dev.signals.it.pitfall.Team.Task;
import jakarta.persistence.criteria.CriteriaQuery;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.function.Consumer;
import java.util.stream.Stream;
import org.hibernate.FlushMode;
import org.hibernate.ScrollableResults;
import org.hibernate.Session;
import org.junit.jupiter.api.Test;

/** Pitfall 36: queries that flush. */
@OnEveryDatabase
class FlushingQueryPitfallsIT {

    private final Database database;

    FlushingQueryPitfallsIT(Database database) {
        this.database = database;
    }

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

        queries.forEach((kind, query) -> boards(database)
                .receivers(signals -> signals.postSave()
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
        boards(database)
                .receivers(signals -> signals.postSave()
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
        boards(database)
                .inTransaction((session, log) -> {
                    retitle(session);
                    session.createSelectionQuery("from Cover", Cover.class).getResultList();
                    session.setHibernateFlushMode(FlushMode.COMMIT);
                    session.createSelectionQuery("from Task", Task.class).getResultList();
                    log.add("queried");
                })
                .addsNothing()
                .announces("queried", "pre_save Task", "post_save Task");
    }
}
