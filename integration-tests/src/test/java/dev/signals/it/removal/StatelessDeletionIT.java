package dev.signals.it.removal;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.signals.hibernate.ProtectedReferencesException;
import dev.signals.hibernate.SignalDelete;
import dev.signals.it.database.Database;
import dev.signals.it.database.OnEveryDatabase;
import dev.signals.it.removal.Press.Article;
import dev.signals.it.removal.Press.Folder;
import dev.signals.it.removal.Press.Visit;
import dev.signals.it.support.TestFactory;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** Deletions by query in a stateless session, which has no flush and no cascades. */
@OnEveryDatabase
class StatelessDeletionIT {

    private final TestFactory factory;
    private final List<String> log = new ArrayList<>();

    StatelessDeletionIT(Database database) {
        factory = TestFactory.of(database, Press.ENTITIES);
    }

    @AfterEach
    void close() {
        factory.close();
    }

    private int delete(Class<?> type, String condition) {
        int[] deleted = {0};
        factory.sessionFactory()
                .inStatelessTransaction(session -> deleted[0] = SignalDelete.of(session, type)
                        .where(condition)
                        .inChunksOf(2)
                        .execute());
        return deleted[0];
    }

    private void visits() {
        factory.inTransaction(session -> {
            for (int i = 0; i < 5; i++) {
                session.persist(new Visit(i));
            }
        });
        factory.statements().clear();
    }

    @Test
    void eachRowIsAnnouncedAroundItsStatement() {
        visits();
        factory.signals()
                .preDelete()
                .connect(Visit.class, event -> log.add("pre " + event.instance().seconds + " " + event.origin()));
        factory.signals()
                .postDelete()
                .connect(Visit.class, event -> log.add("post " + event.instance().seconds + " " + event.origin()));

        assertThat(delete(Visit.class, "seconds > 2")).isEqualTo(2);

        assertThat(log)
                .containsExactly(
                        "pre 3 delete Visit where seconds > 2",
                        "post 3 delete Visit where seconds > 2",
                        "pre 4 delete Visit where seconds > 2",
                        "post 4 delete Visit where seconds > 2");
        assertThat(factory.count("Visit")).isEqualTo(3);
    }

    @Test
    void aLaterDeletionOfOneEntityHasItselfAsOrigin() {
        visits();
        factory.signals()
                .preDelete()
                .connect(Visit.class, event -> log.add(event.origin() == event.instance() ? "itself" : "query"));
        delete(Visit.class, "seconds = 0");

        factory.sessionFactory()
                .inStatelessTransaction(session ->
                        session.delete(session.createSelectionQuery("from Visit where seconds = 1", Visit.class)
                                .getSingleResult()));

        assertThat(log).containsExactly("query", "itself");
    }

    @Test
    void aDeletionByAReceiverLeavesTheOriginOfTheOthersAsItIs() {
        visits();
        factory.saved(new Folder(1, null));
        factory.signals().preDelete().connect(Folder.class, event -> log.add("folder " + event.origin()));
        factory.signals().preDelete().connect(Visit.class, event -> {
            delete(Folder.class, "old = true");
            log.add("visit " + event.origin());
        });

        delete(Visit.class, "seconds > 2");

        assertThat(log)
                .containsExactly(
                        "folder delete Folder where old = true",
                        "visit delete Visit where seconds > 2",
                        "visit delete Visit where seconds > 2");
    }

    @Test
    void oneStatementDeletesWhatNobodyListensTo() {
        visits();

        assertThat(delete(Visit.class, "seconds > 2")).isEqualTo(2);

        assertThat(factory.statements().writes()).containsExactly("delete visit");
    }

    @Test
    void childrenProtectTheirParentsBecauseNothingCascades() {
        factory.saved(new Article("t", 0, "c1"));
        factory.signals().preDelete().connect(event -> log.add("pre"));

        assertThatThrownBy(() -> delete(Article.class, "views = 0"))
                .isInstanceOf(ProtectedReferencesException.class)
                .hasMessageContaining("Comment.article");

        assertThat(log).isEmpty();
        assertThat(factory.count("Comment")).isEqualTo(1);
    }

    @Test
    void whatRefersToItsOwnKindIsDeletedBeforeWhatItRefersTo() {
        Folder root = new Folder(5, null);
        Folder child = new Folder(1, root);
        factory.inTransaction(session -> {
            session.persist(root);
            session.persist(child);
            session.persist(new Folder(9, child));
        });
        factory.signals()
                .postDelete()
                .connect(Folder.class, event -> log.add(event.id().toString()));

        assertThat(delete(Folder.class, "old = true")).isEqualTo(3);

        assertThat(log).containsExactly("9", "1", "5");
    }
}
