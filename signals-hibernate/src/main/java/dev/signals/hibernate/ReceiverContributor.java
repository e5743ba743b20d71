package dev.signals.hibernate;

/**
 * A service that connects receivers to each session factory when it is built. {@link java.util.ServiceLoader} finds it,
 * with the class loaders that Hibernate uses. The counterpart of Django's {@code AppConfig.ready()}.
 */
@FunctionalInterface
public interface ReceiverContributor {

    /**
     * Connects receivers. The session factory is not complete yet; an exception keeps it from being built.
     *
     * @param signals the signals of the factory that is being built
     */
    void contribute(FactorySignals signals);
}
