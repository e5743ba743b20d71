package dev.signals.spring.boot;

import org.jspecify.annotations.Nullable;
import org.springframework.aot.hint.MemberCategory;
import org.springframework.aot.hint.RuntimeHints;
import org.springframework.aot.hint.RuntimeHintsRegistrar;

/** Has a native image keep the services that Hibernate finds by their files. */
final class LibraryHints implements RuntimeHintsRegistrar {

    private static final String[] SERVICES = {
        "org.hibernate.integrator.spi.Integrator",
        "org.hibernate.service.spi.ServiceContributor",
        "org.hibernate.boot.spi.AdditionalMappingContributor",
        "dev.signals.hibernate.internal.connect.DurableDelivery$Maker"
    };

    private static final String[] PROVIDERS = {
        "dev.signals.hibernate.internal.boot.SignalsBootstrap",
        "dev.signals.outbox.internal.boot.OutboxTables",
        "dev.signals.outbox.internal.boot.AnnotatedDurable"
    };

    @Override
    public void registerHints(RuntimeHints hints, @Nullable ClassLoader loader) {
        for (String service : SERVICES) {
            hints.resources().registerPattern("META-INF/services/" + service);
        }
        for (String provider : PROVIDERS) {
            hints.reflection().registerTypeIfPresent(loader, provider, MemberCategory.INVOKE_PUBLIC_CONSTRUCTORS);
        }
    }
}
