package dev.signals.examples.history.library;

import dev.signals.examples.history.EntityVersion;
import dev.signals.examples.history.HistoryRecorder;
import dev.signals.hibernate.ModelSignals;
import dev.signals.hibernate.SignalSettings;
import java.util.function.Consumer;
import org.hibernate.Session;
import org.hibernate.SessionFactory;
import org.hibernate.jpa.HibernatePersistenceConfiguration;
import org.hibernate.tool.schema.Action;

/** The library in a database in memory, with its history. */
final class Library implements AutoCloseable {

    private final CalendarClock clock = new CalendarClock();
    private final CurrentUser user = new CurrentUser();
    private final SessionFactory factory;

    Library() {
        factory = new HibernatePersistenceConfiguration("library")
                .managedClasses(Book.class, Author.class, Subject.class, EntityVersion.class)
                .jdbcUrl("jdbc:h2:mem:")
                .schemaToolingAction(Action.CREATE_DROP)
                .property(SignalSettings.CONTEXT, user)
                .createEntityManagerFactory();
        new HistoryRecorder(clock).connect(ModelSignals.of(factory));
    }

    SessionFactory factory() {
        return factory;
    }

    /** Does what somebody did at a time, for a reason, in one transaction. */
    void at(String time, String who, String reason, Consumer<Session> work) {
        clock.set(time);
        user.logIn(who);
        try {
            factory.inTransaction(
                    session -> ModelSignals.of(factory).because(session, reason, () -> work.accept(session)));
        } finally {
            user.logOut();
        }
    }

    @Override
    public void close() {
        factory.close();
    }
}
