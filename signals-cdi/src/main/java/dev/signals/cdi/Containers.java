package dev.signals.cdi;

import jakarta.enterprise.inject.spi.BeanManager;
import jakarta.enterprise.inject.spi.CDI;
import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Finds the extension of the container that a session factory belongs to. */
final class Containers {

    private static final Logger LOG = System.getLogger("dev.signals.cdi.SignalsExtension");

    private Containers() {}

    /**
     * Returns the extension; empty if there is no container, or if the extension is none of its own.
     *
     * @param beanManager the setting of Hibernate for it; if it is null, the container of the application is asked
     */
    static Optional<SignalsExtension> extension(@Nullable Object beanManager) {
        try {
            BeanManager container = beanManager instanceof BeanManager given
                    ? given
                    : CDI.current().getBeanManager();
            return Optional.of(container.getExtension(SignalsExtension.class));
        } catch (IllegalStateException | IllegalArgumentException | UnsupportedOperationException e) {
            // no container, one without the extension, or one that has no extensions at all
            LOG.log(
                    Level.DEBUG,
                    "a session factory is built without a CDI container whose beans could be receivers",
                    e);
            return Optional.empty();
        }
    }
}
