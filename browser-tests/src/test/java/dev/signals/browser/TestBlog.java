package dev.signals.browser;

import static dev.signals.hibernate.ModelSignals.afterCommit;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.signals.Connection;
import dev.signals.examples.blog.Blog;
import dev.signals.examples.blog.BlogDatabase;
import dev.signals.examples.blog.Progress;
import dev.signals.examples.blog.model.Article;
import dev.signals.examples.blog.model.Author;
import dev.signals.hibernate.FactorySignals;
import dev.signals.hibernate.ModelSignals;
import java.io.OutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.util.stream.Stream;
import org.hibernate.SessionFactory;

/** The blog on H2, with things to look at. */
final class TestBlog implements AutoCloseable {

    private final BlogDatabase database = BlogDatabase.open(
            "h2", Progress.on(new PrintStream(OutputStream.nullOutputStream(), false, StandardCharsets.UTF_8)));
    private final Blog blog = Blog.open(database, Clock.systemUTC());

    TestBlog() {
        // the counter hears everything and does nothing
        Stream.of(
                        signals().preSave(),
                        signals().postSave(),
                        signals().preDelete(),
                        signals().postDelete())
                .flatMap(signal -> signal.signal().connections().stream())
                .filter(Connection::isForAnySender)
                .forEach(Connection::close);
    }

    SessionFactory factory() {
        return blog.sessionFactory();
    }

    FactorySignals signals() {
        return ModelSignals.of(factory());
    }

    void saveArticle() {
        factory().inTransaction(session -> {
            Author author = new Author("Herman Melville");
            session.persist(author);
            Article article = new Article(author, 1851, "Moby-Dick", "Call me Ishmael.");
            article.comment("A whale of a tale");
            session.persist(article);
        });
    }

    void changeArticle() {
        changeArticle("Call me what you like.");
    }

    /** The slug must be unique, and a slug that is given is kept. */
    void failToCopyArticle() {
        assertThatThrownBy(() -> factory().inTransaction(session -> {
                    Author author = new Author("A copyist");
                    session.persist(author);
                    Article copy = new Article(author, 2026, "Moby-Dick", "Call me Ishmael.");
                    copy.setSlug("moby-dick");
                    session.persist(copy);
                }))
                .hasMessageContaining("moby-dick");
    }

    void failAfterTheCommit() {
        Connection failing = signals()
                .postSave()
                .connect(
                        Article.class,
                        event -> {
                            throw new IllegalStateException("no mail today");
                        },
                        afterCommit());
        changeArticle("Call me tomorrow.");
        failing.close();
    }

    private void changeArticle(String body) {
        factory()
                .inTransaction(session -> session.createSelectionQuery("from Article", Article.class)
                        .getSingleResult()
                        .setBody(body));
    }

    @Override
    public void close() {
        blog.close();
        database.close();
    }
}
