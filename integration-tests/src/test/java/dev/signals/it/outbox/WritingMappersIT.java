package dev.signals.it.outbox;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.signals.hibernate.SignalLoopException;
import dev.signals.hibernate.SignalSettings;
import dev.signals.hibernate.event.Changed;
import dev.signals.it.database.Database;
import dev.signals.it.database.OnEveryDatabase;
import dev.signals.outbox.OutboxSettings;
import java.util.Map;
import java.util.function.Consumer;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** Mappers of events that change what they should only read. */
@OnEveryDatabase
@Timeout(60)
class WritingMappersIT {

    private final Shelf shelf;

    WritingMappersIT(Database database) {
        shelf = new Shelf(
                database,
                Map.of(
                        OutboxSettings.CONTENT, "jobs,events",
                        OutboxSettings.REMOVE_EVENTS, "false",
                        SignalSettings.ROUNDS, 7));
    }

    @AfterEach
    void close() {
        shelf.close();
    }

    private void mapBooks(Consumer<Changed<Book>> work) {
        shelf.outbox().map(Book.class, change -> {
            shelf.add("mapped");
            work.accept(change);
            return Map.of();
        });
    }

    private void persist() {
        shelf.factory().inTransaction(session -> session.persist(new Book("a")));
    }

    @Test
    void anAttributeThatAMapperChangesIsRefused() {
        mapBooks(change -> change.instance().title += "a");

        assertThatThrownBy(this::persist)
                .hasStackTraceContaining("event mapper")
                .hasStackTraceContaining("has changed title while it mapped changed of " + Book.class.getName())
                .hasStackTraceContaining("beforeCommit()");

        assertThat(shelf.log()).hasSize(1);
        assertThat(shelf.factory().count("Book")).isZero();
    }

    @Test
    void aChangeThatAMapperFlushesIsRefusedToo() {
        mapBooks(change -> {
            change.instance().title += "a";
            change.session().flush();
        });

        assertThatThrownBy(this::persist).isInstanceOf(RuntimeException.class);

        assertThat(shelf.log()).hasSizeLessThan(8);
        assertThat(shelf.factory().count("Book")).isZero();
    }

    @Test
    void anEntityThatAMapperPersistsIsRefused() {
        mapBooks(change -> change.session().persist(new Author("Ann")));

        assertThatThrownBy(this::persist).hasStackTraceContaining("has persisted or removed something");

        assertThat(shelf.factory().count("Author")).isZero();
    }

    @Test
    void mappersThatAlwaysFlushAnotherEntityAreALoop() {
        mapBooks(change -> {
            change.session().persist(new Book("b"));
            change.session().flush();
        });

        assertThatThrownBy(this::persist).hasStackTraceContaining(SignalLoopException.class.getName());

        assertThat(shelf.log()).hasSizeLessThan(20);
        assertThat(shelf.factory().count("Book")).isZero();
    }

    @Test
    void aMapperOfADeletionMayUseTheInstanceAsItLikes() {
        persist();
        mapBooks(change -> change.instance().title = "gone");

        shelf.factory()
                .inTransaction(session -> session.remove(
                        session.createQuery("from Book", Book.class).getSingleResult()));

        assertThat(shelf.factory().count("outboxevent")).isEqualTo(1);
    }

    @Test
    void aMapperMayReadWhatIsLazy() {
        persist();
        mapBooks(change -> assertThat(change.instance().readers).isEmpty());

        shelf.factory()
                .inTransaction(
                        session -> session.createQuery("from Book", Book.class).getSingleResult().title = "b");

        assertThat(shelf.factory().count("outboxevent")).isEqualTo(1);
    }
}
