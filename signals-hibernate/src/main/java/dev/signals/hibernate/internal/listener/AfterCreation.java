package dev.signals.hibernate.internal.listener;

import org.hibernate.SessionFactory;
import org.hibernate.SessionFactoryObserver;
import org.jspecify.annotations.Nullable;

/** Work that is wanted at some time, and done once the session factory has been created. */
final class AfterCreation implements SessionFactoryObserver {

    private static final long serialVersionUID = 1L;

    private transient @Nullable Runnable work;
    private boolean created;
    private boolean wanted;

    AfterCreation(Runnable work) {
        this.work = work;
    }

    /** Does the work, now or when the factory has been created. */
    synchronized void want() {
        wanted = true;
        goOn();
    }

    @Override
    public synchronized void sessionFactoryCreated(SessionFactory factory) {
        created = true;
        goOn();
    }

    private void goOn() {
        Runnable now = work;
        if (wanted && created && now != null) {
            work = null;
            now.run();
        }
    }
}
