package dev.signals.benchmarks.orm;

import dev.signals.SignalReceiver;
import dev.signals.hibernate.FactorySignals;
import dev.signals.hibernate.ModelSignals;
import java.util.List;

/** Who listens while something is measured. */
public enum Variant {

    /** Nobody, and the library is switched off: plain Hibernate. */
    PLAIN("plain"),

    /** Event listeners of Hibernate, after inserts, updates, deletes and loads. */
    RAW_LISTENERS("raw listeners"),

    /** An entity listener of Jakarta Persistence with a method for each callback. */
    JPA_LISTENERS("JPA listeners"),

    /** Hibernate Envers, which also writes rows of its own. */
    ENVERS("Envers"),

    /** Nobody: the library is only there. */
    IDLE("idle"),

    /** POST_SAVE, POST_DELETE and POST_INIT. */
    POST("post"),

    /** Those, PRE_SAVE and PRE_DELETE. */
    PRE_AND_POST("pre and post"),

    /** Ten receivers of each of those. */
    TEN("ten receivers"),

    /** A receiver of each signal. */
    ALL("all signals"),

    /** M2M_CHANGED. */
    M2M_CHANGED("M2M_CHANGED"),

    /** CHANGED. */
    CHANGED("CHANGED"),

    /** POST_SAVE, after the commit. */
    AFTER_COMMIT("after commit");

    private final String label;

    Variant(String label) {
        this.label = label;
    }

    /** Returns its name in tables. */
    public String label() {
        return label;
    }

    boolean hasLibrary() {
        return compareTo(IDLE) >= 0;
    }

    /** Returns whether something of the benchmarks is called. */
    boolean hasReceivers() {
        return this != PLAIN && this != ENVERS && this != IDLE;
    }

    void connect(FactorySignals signals, List<Class<?>> entities, Calls calls) {
        for (Class<?> entity : entities) {
            connect(signals, entity, calls);
        }
        if (this == ALL) {
            // once, and not for each entity: most of them have no collection
            signals.m2mChanged().connect(calls.receiver());
            signals.collectionChanged().connect(calls.receiver());
        }
    }

    private void connect(FactorySignals signals, Class<?> entity, Calls calls) {
        switch (this) {
            case PLAIN, RAW_LISTENERS, JPA_LISTENERS, ENVERS, IDLE -> {}
            case POST -> post(signals, entity, calls);
            case PRE_AND_POST -> preAndPost(signals, entity, calls);
            case TEN -> {
                for (int i = 0; i < 10; i++) {
                    preAndPost(signals, entity, calls);
                }
            }
            case ALL -> {
                preAndPost(signals, entity, calls);
                signals.preInit().connect(entity, calls.receiver());
                signals.changed().connect(entity, calls.receiver());
            }
            case M2M_CHANGED -> signals.m2mChanged().connect(entity, calls.receiver());
            case CHANGED -> signals.changed().connect(entity, calls.receiver());
            case AFTER_COMMIT -> signals.postSave().connect(entity, calls.receiver(), ModelSignals.afterCommit());
        }
    }

    private static void preAndPost(FactorySignals signals, Class<?> entity, Calls calls) {
        signals.preSave().connect(entity, calls.receiver());
        signals.preDelete().connect(entity, calls.receiver());
        post(signals, entity, calls);
    }

    private static void post(FactorySignals signals, Class<?> entity, Calls calls) {
        SignalReceiver<Object> loaded = calls.receiver();
        signals.postSave().connect(entity, calls.receiver());
        signals.postDelete().connect(entity, calls.receiver());
        signals.postInit().connect(entity, loaded);
    }
}
