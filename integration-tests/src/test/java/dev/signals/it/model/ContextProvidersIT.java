package dev.signals.it.model;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.signals.hibernate.ContextProvider;
import dev.signals.hibernate.SignalSettings;
import dev.signals.hibernate.event.TransactionEvent;
import dev.signals.it.database.Database;
import dev.signals.it.database.OnEveryDatabase;
import dev.signals.it.model.Zoo.Author;
import dev.signals.it.model.Zoo.Note;
import dev.signals.it.support.CapturedLog;
import dev.signals.it.support.ErrorsPage;
import dev.signals.it.support.TestFactory;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicInteger;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.hibernate.Session;
import org.junit.jupiter.api.Test;

/** Where the values of the context come from that nobody puts. */
@OnEveryDatabase
class ContextProvidersIT {

    private final Database database;
    private final List<String> seen = new ArrayList<>();
    private final AtomicInteger asked = new AtomicInteger();

    ContextProvidersIT(Database database) {
        this.database = database;
    }

    private TestFactory factory(Object providers) {
        TestFactory factory = TestFactory.of(database, Map.of(SignalSettings.CONTEXT, providers), Zoo.entities());
        factory.signals().preSave().connect(Note.class, this::log);
        factory.signals().postSave().connect(Note.class, this::log);
        return factory;
    }

    private void log(TransactionEvent event) {
        seen.add(event.summary().replaceAll("#\\d+", "") + " " + event.context());
    }

    private ContextProvider counting() {
        return () -> Map.of("asked", asked.incrementAndGet());
    }

    /** A provider that can be named. */
    public static class Host implements ContextProvider {
        @Override
        public Map<String, ?> context() {
            return Map.of("host", "here", "user", "nobody");
        }
    }

    @Test
    void aProviderIsAskedOnceInEachTransaction() {
        try (TestFactory factory = factory(counting());
                Session session = factory.sessionFactory().openSession()) {
            session.inTransaction(transaction -> {
                session.persist(new Note("a"));
                session.persist(new Note("b"));
            });
            session.inTransaction(transaction -> session.persist(new Note("c")));
        }
        assertThat(seen)
                .containsExactly(
                        "pre_save Note new {asked=1}",
                        "pre_save Note new {asked=1}",
                        "post_save Note created {asked=1}",
                        "post_save Note created {asked=1}",
                        "pre_save Note new {asked=2}",
                        "post_save Note created {asked=2}");
    }

    @Test
    void aProviderIsAskedAgainWhenATransactionBegins() {
        try (TestFactory factory = factory(counting())) {
            factory.saved(new Note("a"));
            factory.signals().postInit().connect(Note.class, this::log);
            seen.clear();
            asked.set(0);
            try (Session session = factory.sessionFactory().openSession()) {
                session.createSelectionQuery("from Note", Note.class).getResultList();
                session.inTransaction(transaction -> session.persist(new Note("b")));
            }
        }
        assertThat(seen)
                .containsExactly(
                        "post_init Note {asked=1}", "pre_save Note new {asked=2}", "post_save Note created {asked=2}");
    }

    @Test
    void aProviderIsNotAskedWhereNobodyListens() {
        try (TestFactory factory = factory(counting())) {
            factory.inTransaction(session -> {
                Author author = new Author("a");
                session.persist(author);
                session.flush();
                author.name = "b";
                session.flush();
                session.remove(author);
            });
        }
        assertThat(asked).hasValue(0);
    }

    @Test
    void valuesThatWerePutCountMore() {
        try (TestFactory factory = factory(new Host())) {
            factory.inTransaction(session -> {
                factory.signals().context(session).put("user", "ann");
                session.persist(new Note("a"));
                session.flush();
                assertThat(factory.signals().context(session).remove("user").values())
                        .isEqualTo(Map.of("host", "here", "user", "nobody"));
            });
        }
        assertThat(seen).allMatch(line -> line.contains("user=ann") && line.contains("host=here"));
    }

    @Test
    void severalProvidersAreAskedInTheOrderOfTheSetting() {
        ContextProvider later = () -> Map.of("user", "ann");
        try (TestFactory factory = factory(List.of(Host.class, later))) {
            factory.inTransaction(session -> session.persist(new Note("a")));
        }
        assertThat(seen).hasSize(2).allMatch(line -> line.contains("user=ann") && line.contains("host=here"));
    }

    @Test
    void aProviderIsNamedByItsClass() {
        try (TestFactory factory = factory(Host.class.getName())) {
            factory.inTransaction(session -> session.persist(new Note("a")));
        }
        assertThat(seen).hasSize(2).allMatch(line -> line.contains("host=here"));
    }

    @Test
    void aProviderThatFailsIsLoggedAndTheRowsAreWritten() {
        ContextProvider failing = () -> {
            throw new IllegalStateException("nobody is logged in");
        };
        try (TestFactory factory = factory(List.of(failing, new Host()));
                CapturedLog log = CapturedLog.of("dev.signals.hibernate.ModelSignals")) {
            factory.inTransaction(session -> session.persist(new Note("a")));
            assertThat(factory.count("Note")).isEqualTo(1);
            assertThat(log.errors())
                    .singleElement()
                    .asString()
                    .startsWith("context provider " + ContextProvidersIT.class.getName())
                    .contains("the events of this transaction go without its values");
        }
        assertThat(seen).hasSize(2).allMatch(line -> line.contains("host=here"));
    }

    @Test
    void aProviderThatWritesIsNotAskedInsideItself() {
        List<Session> current = new ArrayList<>();
        ContextProvider writing = () -> {
            asked.incrementAndGet();
            current.get(0).persist(new Note("of the provider"));
            return Map.of("user", "ann");
        };
        try (TestFactory factory = factory(writing)) {
            factory.inTransaction(session -> {
                current.add(session);
                session.persist(new Note("a"));
            });
        }
        assertThat(asked).hasValue(1);
        assertThat(seen).contains("pre_save Note new {}", "pre_save Note new {user=ann}");
    }

    @Test
    void whatIsNoProviderIsRefused() throws IOException {
        assertListed("no-context-provider", () -> factory(Note.class));
        assertListed("unknown-context-provider", () -> factory("com.acme.Missing"));
        assertListed("context-provider-without-constructor", () -> factory(OfAUser.class));
        assertThatThrownBy(() -> factory(7))
                .hasMessageContaining("names java.lang.Integer, which is no ContextProvider");
    }

    /** A provider that Hibernate cannot create. */
    record OfAUser(String name) implements ContextProvider {
        @Override
        public Map<String, ?> context() {
            return Map.of("user", name);
        }
    }

    private static void assertListed(String heading, ThrowingCallable mistake) throws IOException {
        Throwable thrown = org.assertj.core.api.Assertions.catchThrowable(mistake);
        ErrorsPage.assertListed(
                ContextProvidersIT.class, heading, thrown.getMessage().replace(Zoo.class.getName() + "$", "com.acme."));
    }
}
