package dev.signals.cdi.data;

import static jakarta.enterprise.event.TransactionPhase.AFTER_FAILURE;
import static jakarta.enterprise.event.TransactionPhase.AFTER_SUCCESS;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.signals.cdi.Magazine;
import dev.signals.cdi.Sender;
import dev.signals.hibernate.event.BulkStatement;
import dev.signals.hibernate.event.PostSave;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import jakarta.inject.Inject;
import jakarta.transaction.Transactional;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

/** A repository is a bean, and what it writes in a transaction of JTA reaches observers in the phases of the transaction. */
class RepositoryBeansTest {

    @ApplicationScoped
    static class Librarian {

        @Inject
        Library library;

        @Transactional
        void buy(String title, boolean affordable) {
            library.insert(new Book(title));
            if (!affordable) {
                throw new IllegalStateException("no money");
            }
        }

        @Transactional
        void sellAll(String title) {
            library.longerThan(0); // lets the session join the transaction, which a bulk statement alone does not
            library.dropTitled(title);
        }
    }

    @ApplicationScoped
    static class Observers {

        final List<String> log = new ArrayList<>();

        @Inject
        Library library;

        void saved(@Observes PostSave<Book> event) {
            log.add("saved " + event.instance());
        }

        void bought(@Observes(during = AFTER_SUCCESS) PostSave<Book> event) {
            log.add("bought " + library.titled(event.instance().title));
        }

        void failed(@Observes(during = AFTER_FAILURE) PostSave<Book> event) {
            log.add("not bought " + library.titled(event.instance().title));
        }

        void sold(@Observes(during = AFTER_SUCCESS) @Sender(Book.class) BulkStatement statement) {
            log.add(statement.kind() + " " + statement.rows());
        }

        List<String> log() {
            return log;
        }
    }

    @Test
    void observersHearWhatARepositoryWrites() {
        try (Magazine server = Magazine.onServer(Librarian.class, Library_.class, Observers.class)) {
            Librarian librarian = server.bean(Librarian.class);
            librarian.buy("Emma", true);
            assertThatThrownBy(() -> librarian.buy("Persuasion", false)).hasMessage("no money");
            librarian.sellAll("Emma");

            assertThat(server.bean(Observers.class).log())
                    .containsExactly("saved Emma", "bought [Emma]", "saved Persuasion", "not bought []", "DELETE 1");
        }
    }
}
