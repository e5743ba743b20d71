package dev.signals.benchmarks;

import dev.signals.SignalReceiver;
import dev.signals.hibernate.FactorySignals;
import dev.signals.hibernate.ModelSignals;
import org.hibernate.SessionFactory;

/** Who listens while something is measured. */
public enum Listeners {

    /** The library is switched off: plain Hibernate. */
    OFF,

    /** Nobody: the library is only there. */
    NOBODY,

    /** Receivers of each save and delete signal, of another entity. */
    OTHER_ENTITY,

    /** A receiver of PRE_SAVE. */
    PRE_SAVE,

    /** A receiver of POST_SAVE. */
    POST_SAVE,

    /** One receiver of each save and delete signal. */
    ONE,

    /** Ten receivers of each save and delete signal. */
    TEN;

    boolean enabled() {
        return this != OFF;
    }

    void connect(SessionFactory factory) {
        switch (this) {
            case OFF, NOBODY -> {}
            case OTHER_ENTITY -> connectAll(factory, Shelf.class);
            case PRE_SAVE -> ModelSignals.of(factory).preSave().connect(Book.class, nothing());
            case POST_SAVE -> ModelSignals.of(factory).postSave().connect(Book.class, nothing());
            case ONE -> connectAll(factory, Book.class);
            case TEN -> {
                for (int i = 0; i < 10; i++) {
                    connectAll(factory, Book.class);
                }
            }
        }
    }

    private static void connectAll(SessionFactory factory, Class<?> entity) {
        FactorySignals signals = ModelSignals.of(factory);
        signals.preSave().connect(entity, nothing());
        signals.postSave().connect(entity, nothing());
        signals.preDelete().connect(entity, nothing());
        signals.postDelete().connect(entity, nothing());
    }

    /** A new object each time, as connecting one twice changes nothing. */
    private static SignalReceiver<Object> nothing() {
        return new SignalReceiver<>() {
            @Override
            public void receive(Object event) {}
        };
    }
}
