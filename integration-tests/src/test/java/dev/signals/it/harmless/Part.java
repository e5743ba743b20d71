package dev.signals.it.harmless;

/** A mutable value of a generated entity: an embeddable, or what a converter or a type has made. */
public interface Part {

    void mutate(int n);

    /** Lets it refer to an entity, if it can. */
    default void refer(Object entity) {}

    /** Its content, without touching an entity that it refers to. */
    String shown();
}
