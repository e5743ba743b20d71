package dev.signals.it.collection;

import static org.assertj.core.api.Assertions.assertThat;

import dev.signals.hibernate.event.M2mChanged;
import dev.signals.it.database.Database;
import dev.signals.it.support.TestFactory;
import jakarta.persistence.Entity;
import jakarta.persistence.Id;
import jakarta.persistence.ManyToMany;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.hibernate.Session;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** A receiver may flush several times. What it has written is announced when it has returned. */
class FlushesOfOneReceiverIT {

    @Entity(name = "Crate")
    static class Crate {
        @Id
        Long id;

        @ManyToMany
        Set<Apple> apples = new HashSet<>();
    }

    @Entity(name = "Apple")
    static class Apple {
        @Id
        Long id;

        @ManyToMany(mappedBy = "apples")
        Set<Crate> crates = new HashSet<>();
    }

    private final TestFactory factory = TestFactory.of(Database.H2, Crate.class, Apple.class);
    private final List<String> log = new ArrayList<>();

    @AfterEach
    void close() {
        factory.close();
    }

    @Test
    void whatOneFlushAddsAndTheNextOneRemovesHasNoPostAction() {
        factory.signals().m2mChanged().connect(Crate.class, "apples", this::log);
        factory.signals().m2mChanged().connect(Apple.class, "crates", this::log);
        factory.signals().postSave().connect(Crate.class, event -> {
            Session session = event.session();
            Crate crate = event.instance();
            crate.apples.add(session.find(Apple.class, 2L));
            session.flush();
            crate.apples.clear();
            session.flush();
        });

        factory.inTransaction(session -> {
            Apple apple = new Apple();
            apple.id = 2L;
            session.persist(apple);
            Crate crate = new Crate();
            crate.id = 1L;
            session.persist(crate);
        });

        assertThat(log).containsExactly("apples pre_add", "crates pre_add", "apples pre_remove", "crates pre_remove");
    }

    private void log(M2mChanged<?> event) {
        log.add(event.attribute() + " " + event.action());
    }
}
