package dev.signals.examples.woven;

import static org.assertj.core.api.Assertions.assertThat;

import dev.signals.hibernate.ModelSignals;
import java.util.ArrayList;
import java.util.List;
import org.hibernate.SessionFactory;
import org.hibernate.cfg.Configuration;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** The build has woven the code of this example. */
class WovenTest {

    private final SessionFactory factory = new Configuration()
            .addAnnotatedClass(Book.class)
            .setProperty("hibernate.connection.url", "jdbc:h2:mem:woven")
            .setProperty("hibernate.hbm2ddl.auto", "create-drop")
            .buildSessionFactory();

    @AfterEach
    void close() {
        factory.close();
    }

    @Test
    void eachNewBookGetsItsShelf() {
        ModelSignals.of(factory).register(new Librarian());

        assertThat(Donations.of("Emma").shelf()).isEqualTo("E");
        assertThat(Donations.of("Utopia", "Ulysses").map(Book::shelf)).containsExactly("U", "U");
    }

    @Test
    void aBookThatIsLoadedKeepsItsShelf() {
        ModelSignals.of(factory).register(new Librarian());
        List<Boolean> constructed = new ArrayList<>();
        Book emma = Donations.of("Emma");
        emma.placeOn("lent");
        factory.inTransaction(session -> session.persist(emma));
        ModelSignals.of(factory).postInit().connect(Book.class, event -> constructed.add(event.constructed()));

        Book found = factory.fromSession(session -> session.find(Book.class, emma.id()));

        assertThat(found.shelf()).isEqualTo("lent");
        assertThat(constructed).containsExactly(false);
    }

    @Test
    void codeThatIsNotWovenSendsNothing() {
        ModelSignals.of(factory).register(new Librarian());

        assertThat(new Book("made by this test").shelf()).isNull();
    }
}
