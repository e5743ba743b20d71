package dev.signals.examples.outbox.writer;

import dev.signals.examples.outbox.shared.DoneDeed;
import jakarta.persistence.PersistenceException;
import java.util.Queue;
import java.util.concurrent.Callable;
import org.hibernate.SessionFactory;

/** Takes one deed after the other and does it, beside other desks. */
final class Desk implements Callable<Void> {

    private static final int ATTEMPTS = 50;

    private final SessionFactory factory;
    private final Queue<Deed> toDo;

    Desk(SessionFactory factory, Queue<Deed> toDo) {
        this.factory = factory;
        this.toDo = toDo;
    }

    @Override
    public Void call() {
        for (Deed deed = toDo.poll(); deed != null; deed = toDo.poll()) {
            finish(deed);
        }
        return null;
    }

    /** Two desks at the same article, or with the same new tag, are a conflict: one of them begins again. */
    private void finish(Deed deed) {
        for (int attempt = 1; ; attempt++) {
            try {
                commit(deed);
                return;
            } catch (PersistenceException conflict) {
                if (attempt == ATTEMPTS) {
                    throw conflict;
                }
            }
        }
    }

    private void commit(Deed deed) {
        factory.inTransaction(session -> {
            deed.doIn(session);
            session.persist(new DoneDeed(deed.name()));
        });
    }
}
