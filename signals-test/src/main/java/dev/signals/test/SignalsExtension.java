package dev.signals.test;

import static dev.signals.hibernate.ModelSignals.BULK_DELETED;
import static dev.signals.hibernate.ModelSignals.BULK_UPDATED;
import static dev.signals.hibernate.ModelSignals.CHANGED;
import static dev.signals.hibernate.ModelSignals.COLLECTION_CHANGED;
import static dev.signals.hibernate.ModelSignals.M2M_CHANGED;
import static dev.signals.hibernate.ModelSignals.POST_DELETE;
import static dev.signals.hibernate.ModelSignals.POST_INIT;
import static dev.signals.hibernate.ModelSignals.POST_SAVE;
import static dev.signals.hibernate.ModelSignals.PRE_DELETE;
import static dev.signals.hibernate.ModelSignals.PRE_INIT;
import static dev.signals.hibernate.ModelSignals.PRE_SAVE;

import dev.signals.Scope;
import dev.signals.Signal;
import dev.signals.hibernate.signal.ModelSignal;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.extension.AfterAllCallback;
import org.junit.jupiter.api.extension.AfterEachCallback;
import org.junit.jupiter.api.extension.BeforeAllCallback;
import org.junit.jupiter.api.extension.BeforeEachCallback;
import org.junit.jupiter.api.extension.ExtensionContext;
import org.junit.jupiter.api.extension.ExtensionContext.Namespace;

/**
 * The extension behind {@link IsolatedSignals}. Register it with {@code @RegisterExtension} for signals of your own:
 *
 * <pre>{@code
 * @RegisterExtension
 * static final SignalsExtension SIGNALS = SignalsExtension.isolating(PIZZA_DONE);
 * }</pre>
 */
public final class SignalsExtension
        implements BeforeAllCallback, AfterAllCallback, BeforeEachCallback, AfterEachCallback {

    /** The resource that {@link IsolatedSignals} locks. */
    public static final String LOCK = "dev.signals.process";

    private static final Namespace NAMESPACE = Namespace.create(SignalsExtension.class);

    private final List<Signal<?>> signals;

    private SignalsExtension(Stream<? extends Signal<?>> signals) {
        this.signals = signals.<Signal<?>>map(signal -> signal).toList();
    }

    /** Isolates the signals of {@code ModelSignals}. */
    public SignalsExtension() {
        this(ofModels());
    }

    /** Returns the signals of {@code ModelSignals}. */
    static Stream<Signal<?>> ofModels() {
        return Stream.<ModelSignal<?>>of(
                        PRE_INIT,
                        POST_INIT,
                        PRE_SAVE,
                        POST_SAVE,
                        PRE_DELETE,
                        POST_DELETE,
                        M2M_CHANGED,
                        COLLECTION_CHANGED,
                        CHANGED,
                        BULK_UPDATED,
                        BULK_DELETED)
                .map(ModelSignal::signal);
    }

    /** Isolates only the given signals. */
    public static SignalsExtension isolating(Signal<?>... signals) {
        return new SignalsExtension(List.of(signals).stream());
    }

    @Override
    public void beforeAll(ExtensionContext context) {
        preserve(context);
    }

    @Override
    public void afterAll(ExtensionContext context) {
        restore(context);
    }

    @Override
    public void beforeEach(ExtensionContext context) {
        preserve(context);
    }

    @Override
    public void afterEach(ExtensionContext context) {
        restore(context);
    }

    private void preserve(ExtensionContext context) {
        context.getStore(NAMESPACE)
                .put(this, new Preserved(signals.stream().map(Signal::preserve).toList()));
    }

    private void restore(ExtensionContext context) {
        Preserved preserved = context.getStore(NAMESPACE).remove(this, Preserved.class);
        if (preserved != null) {
            preserved.scopes().forEach(Scope::close);
        }
    }

    private record Preserved(List<Scope> scopes) {}
}
