package dev.signals.panel;

import dev.signals.Scope;
import dev.signals.hibernate.internal.access.FactoryAccess;
import jakarta.persistence.EntityManagerFactory;
import java.net.URI;
import java.util.Collection;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import org.hibernate.SessionFactory;
import org.hibernate.SessionFactoryObserver;
import org.jspecify.annotations.Nullable;

/**
 * A page for development. It shows which receivers there are for each entity and when they are called, what happened in the
 * last transactions, what waits and what failed.
 *
 * <pre>{@code
 * SignalPanel panel = SignalPanel.serve(sessionFactory);    // logs and returns its address
 * }</pre>
 *
 * <p>It is served on the loopback interface of this machine only, to pages of its own only, and shows no values of entities
 * unless {@link PanelOptions#withValues} is given. Do not use it in production: it slows down each operation a little and
 * shows how the application works to everybody who has an account on the machine. Set {@link
 * dev.signals.hibernate.SignalSettings#TIMELINE} to see statements and transactions without receivers.
 *
 * <p>A panel ends when it is closed, or with the first of its session factories. It may be used from any thread.
 */
public final class SignalPanel implements Scope {

    private static final System.Logger LOG = System.getLogger(SignalPanel.class.getName());

    private final PanelResources resources;
    private @Nullable PanelServer server;

    private SignalPanel(PanelResources resources) {
        this.resources = resources;
    }

    /**
     * Serves a panel for a session factory, with the {@linkplain PanelOptions#defaults defaults}.
     *
     * @throws IllegalStateException as {@link #serve(Collection, PanelOptions)}
     */
    public static SignalPanel serve(EntityManagerFactory factory) {
        return serve(List.of(factory), PanelOptions.defaults());
    }

    /**
     * Serves a panel for a session factory.
     *
     * @throws IllegalStateException as {@link #serve(Collection, PanelOptions)}
     */
    public static SignalPanel serve(EntityManagerFactory factory, PanelOptions options) {
        return serve(List.of(factory), options);
    }

    /**
     * Serves one panel for several session factories, and logs its address.
     *
     * @throws IllegalStateException if the port that was given is taken, or if a session factory has no signals
     */
    public static SignalPanel serve(Collection<? extends EntityManagerFactory> factories, PanelOptions options) {
        SignalPanel panel = record(factories, options);
        try {
            PanelServer server = PanelServer.start(panel.resources, options.port());
            panel.servedBy(server);
            LOG.log(
                    System.Logger.Level.INFO,
                    "The signals panel is at {0}",
                    server.address().toString());
        } catch (RuntimeException e) {
            panel.close();
            throw e;
        }
        return panel;
    }

    private synchronized void servedBy(PanelServer started) {
        server = started;
    }

    /**
     * Begins a panel that does not serve itself, for a framework that has a place for such pages. Serve {@link #page},
     * {@link #map} and {@link #activity} as the server of this library would: during development, to this machine, to the
     * page itself, and not to other sites.
     *
     * @throws IllegalStateException if a session factory has no signals
     */
    public static SignalPanel record(Collection<? extends EntityManagerFactory> factories, PanelOptions options) {
        Objects.requireNonNull(options, "options");
        SignalPanel panel = new SignalPanel(PanelResources.of(List.copyOf(factories), options));
        for (EntityManagerFactory factory : factories) {
            FactoryAccess.implementor(factory).addObserver(new SessionFactoryObserver() {
                @Override
                public void sessionFactoryClosing(SessionFactory closing) {
                    panel.close();
                }
            });
        }
        return panel;
    }

    /** Returns where the panel is served; empty if it does not serve itself, or no longer. */
    public synchronized Optional<URI> address() {
        return Optional.ofNullable(server).map(PanelServer::address);
    }

    /**
     * Returns the page as HTML, with its styles and scripts. It asks for the JSON under the relative addresses {@code map} and
     * {@code activity}.
     */
    public String page() {
        return PanelPage.html();
    }

    /** Returns the receivers and the entities that reach them, as JSON for the page. */
    public String map() {
        return resources.map();
    }

    /**
     * Returns the last transactions, what waits and what failed, as JSON for the page.
     *
     * @param query the query of the request, undecoded; null if it has none
     */
    public String activity(@Nullable String query) {
        return resources.activity(query);
    }

    /** Ends the panel. Its page is served no longer, and nothing more is recorded. */
    @Override
    public synchronized void close() {
        if (server != null) {
            server.stop();
            server = null;
        }
        resources.close();
    }
}
