package dev.signals.it.harmless;

import jakarta.persistence.Entity;
import jakarta.persistence.Id;
import org.hibernate.Session;
import org.hibernate.SessionFactory;

/** Plain entities that fill a session. The library looks at a session with many entities in other ways than at one with few. */
final class Crowd {

    private static final int SIZE = 40;

    private Crowd() {}

    static void persist(SessionFactory factory) {
        factory.inTransaction(session -> {
            for (int id = 1; id <= SIZE; id++) {
                session.persist(new Ant(id));
            }
        });
    }

    static void load(Session session) {
        session.createSelectionQuery("from Ant", Ant.class).getResultList();
    }

    @Entity(name = "Ant")
    static class Ant {
        @Id
        long id;

        String text = "ant";

        Ant() {}

        Ant(long id) {
            this.id = id;
        }
    }
}
