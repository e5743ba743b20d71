package dev.signals.processor;

import java.util.Arrays;
import java.util.Locale;
import java.util.Optional;
import javax.lang.model.element.TypeElement;

/** The signals, each with the event that it sends. */
enum EventSignal {
    PRE_INIT("PreInit"),
    POST_INIT("PostInit"),
    PRE_SAVE("PreSave"),
    POST_SAVE("PostSave"),
    PRE_DELETE("PreDelete"),
    POST_DELETE("PostDelete"),
    M2M_CHANGED("M2mChanged"),
    COLLECTION_CHANGED("CollectionChanged"),
    CHANGED("Changed");

    /** The package of the annotations. */
    static final String ANNOTATIONS = "dev.signals.hibernate";

    /** The package of the events. */
    static final String EVENTS = ANNOTATIONS + ".event";

    private final String event;

    EventSignal(String event) {
        this.event = event;
    }

    /** Returns the signal that sends these events; empty if there is none. */
    static Optional<EventSignal> sending(TypeElement event) {
        return Arrays.stream(values())
                .filter(signal -> event.getQualifiedName().contentEquals(EVENTS + "." + signal.event))
                .findFirst();
    }

    /** Returns the simple name of the event. */
    String event() {
        return event;
    }

    boolean hasChanges() {
        return this == PRE_SAVE || this == POST_SAVE || this == CHANGED;
    }

    /** Returns whether its receivers can be durable. */
    boolean canBeKept() {
        return this == CHANGED || this == POST_SAVE || this == POST_DELETE || this == M2M_CHANGED;
    }

    boolean isAboutCollections() {
        return this == M2M_CHANGED || this == COLLECTION_CHANGED;
    }

    /** Returns the name of the signal. */
    @Override
    public String toString() {
        return name().toLowerCase(Locale.ROOT);
    }
}
