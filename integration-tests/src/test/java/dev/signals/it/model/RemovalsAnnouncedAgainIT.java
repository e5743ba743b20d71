package dev.signals.it.model;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.signals.Connection;
import dev.signals.hibernate.SignalDelete;
import dev.signals.it.database.Database;
import dev.signals.it.database.OnEveryDatabase;
import dev.signals.it.model.Zoo.Article;
import dev.signals.it.model.Zoo.Author;
import dev.signals.it.model.Zoo.Comment;
import dev.signals.it.model.Zoo.Note;
import dev.signals.it.support.TestFactory;
import java.util.ArrayList;
import java.util.List;
import org.hibernate.Session;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Removals that have been announced and not executed, and begin once more. */
@OnEveryDatabase
class RemovalsAnnouncedAgainIT {

    private final TestFactory factory;
    private final List<String> log = new ArrayList<>();
    private final Note note;

    RemovalsAnnouncedAgainIT(Database database) {
        factory = TestFactory.of(database, Zoo.entities());
        note = factory.saved(new Note("a"));
    }

    @BeforeEach
    void listen() {
        factory.signals().preDelete().connect(Note.class, event -> log.add("pre_delete"));
        factory.signals().postDelete().connect(Note.class, event -> log.add("post_delete"));
    }

    @AfterEach
    void close() {
        factory.close();
    }

    private Note failToRemove(Session session) {
        Note found = session.find(Note.class, note.id);
        try (Connection refusal = factory.signals().preDelete().connect(Note.class, event -> {
            throw new IllegalStateException("no");
        })) {
            assertThat(refusal.isConnected()).isTrue();
            assertThatThrownBy(() -> session.remove(found)).hasMessageContaining("no");
        }
        return found;
    }

    @Test
    void oneThatHasFailed() {
        try (Session session = factory.sessionFactory().openSession()) {
            session.beginTransaction();
            Note found = failToRemove(session);

            session.remove(found);
            session.flush();

            session.getTransaction().rollback();
        }
        assertThat(log).containsExactly("pre_delete", "pre_delete", "post_delete");
    }

    @Test
    void oneThatHasFailedAndIsPartOfADeletionByQuery() {
        try (Session session = factory.sessionFactory().openSession()) {
            session.beginTransaction();
            failToRemove(session);

            SignalDelete.of(session, Note.class).where("text = 'a'").execute();

            session.getTransaction().rollback();
        }
        assertThat(log).containsExactly("pre_delete", "pre_delete", "post_delete");
    }

    @Test
    void oneThatWasForgottenWithEverythingElseInTheSession() {
        factory.inTransaction(session -> {
            Note found = session.find(Note.class, note.id);
            session.remove(found);
            session.clear();
            session.remove(found);
        });
        assertThat(log).containsExactly("pre_delete", "pre_delete", "post_delete");
    }

    @Test
    void anOrphanThatAReceiverHasPutBackAlsoAfterOtherDeletions() {
        Article article = new Article("t");
        article.comment("1");
        factory.saved(article);
        List<String> orphans = new ArrayList<>();
        factory.signals().preDelete().connect(Comment.class, event -> {
            orphans.add("pre_delete");
            if (orphans.size() == 1) {
                event.instance().article.comments.add(event.instance());
            }
        });
        factory.signals().postDelete().connect(Comment.class, event -> orphans.add("post_delete"));
        Author author = factory.saved(new Author("a"));

        factory.inTransaction(session -> {
            SignalDelete.of(session, Note.class).where("text = 'a'").execute();
            session.remove(session.find(Author.class, author.id));
            Article managed = session.find(Article.class, article.id);
            managed.comments.clear();
            session.flush();
            assertThat(orphans).containsExactly("pre_delete");
            managed.comments.clear();
        });

        assertThat(orphans).containsExactly("pre_delete", "pre_delete", "post_delete");
        assertThat(factory.count("Comment")).isZero();
    }
}
