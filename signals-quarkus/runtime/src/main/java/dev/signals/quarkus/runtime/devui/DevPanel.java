package dev.signals.quarkus.runtime.devui;

import dev.signals.panel.PanelOptions;
import dev.signals.panel.SignalPanel;
import dev.signals.quarkus.runtime.PanelConfig;
import io.quarkus.runtime.StartupEvent;
import jakarta.annotation.PreDestroy;
import jakarta.annotation.Priority;
import jakarta.enterprise.event.Observes;
import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import jakarta.interceptor.Interceptor;
import java.net.URI;
import java.util.Collection;
import java.util.Optional;
import org.hibernate.SessionFactory;
import org.jspecify.annotations.Nullable;

/** The signals panel of an application in dev mode. It is no bean of other applications, and signals-panel is not in them. */
@Singleton
public class DevPanel {

    private final PanelConfig config;
    private @Nullable SignalPanel panel;

    /**
     * Called by Quarkus.
     *
     * @param config the settings
     */
    @Inject
    public DevPanel(PanelConfig config) {
        this.config = config;
    }

    /** Serves the panel before other beans begin to work. */
    void serve(@Observes @Priority(Interceptor.Priority.PLATFORM_BEFORE) StartupEvent event) {
        Collection<SessionFactory> factories = ActiveUnits.find().values();
        if (!factories.isEmpty()) {
            panel = SignalPanel.serve(factories, options());
        }
    }

    private PanelOptions options() {
        PanelOptions options = PanelOptions.defaults();
        if (config.port().isPresent()) {
            options = options.port(config.port().getAsInt());
        }
        if (config.values()) {
            options = options.withValues();
        }
        return config.entries().isPresent() ? options.keeping(config.entries().getAsInt()) : options;
    }

    /** Returns where the panel is; empty if no persistence unit has signals. */
    Optional<URI> address() {
        return panel == null ? Optional.empty() : panel.address();
    }

    @PreDestroy
    void end() {
        if (panel != null) {
            panel.close();
        }
    }
}
