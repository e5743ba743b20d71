package dev.signals.cdi;

import dev.signals.hibernate.event.BulkStatement;
import dev.signals.hibernate.event.Changed;
import dev.signals.hibernate.event.TransactionEvent;
import jakarta.enterprise.event.TransactionPhase;
import jakarta.enterprise.inject.Any;
import jakarta.enterprise.inject.Default;
import jakarta.enterprise.inject.spi.AnnotatedParameter;
import jakarta.enterprise.inject.spi.EventMetadata;
import jakarta.enterprise.inject.spi.InjectionPoint;
import jakarta.enterprise.inject.spi.ObserverMethod;
import jakarta.enterprise.inject.spi.ProcessObserverMethod;
import jakarta.enterprise.inject.spi.ProcessSyntheticObserverMethod;
import java.lang.annotation.Annotation;
import java.lang.reflect.Method;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Reads and checks the observer methods of a container. */
final class ObserverReader {

    private static final Set<Class<?>> NEVER_KNOWN = Set.of(EventMetadata.class, InjectionPoint.class);

    private final ProcessObserverMethod<?, ?> found;
    private final ObserverMethod<?> method;
    private final ObservedType type;
    private final String name;

    private ObserverReader(ProcessObserverMethod<?, ?> found) {
        this.found = found;
        this.method = found.getObserverMethod();
        this.type = ObservedType.of(method.getObservedType(), method.getBeanClass());
        this.name = name();
    }

    /**
     * Reads an observer method.
     *
     * @return empty if it is not about events that signals send
     * @throws IllegalArgumentException if it can never be called
     */
    static Optional<SignalObserver> read(ProcessObserverMethod<?, ?> found) {
        ObserverReader reader = new ObserverReader(found);
        return ObservedSignals.isEvent(reader.type.event()) ? Optional.of(reader.observer()) : Optional.empty();
    }

    @SuppressWarnings(
            "unchecked") // it observes the interface of an event, and is connected to signals that send this event
    private SignalObserver observer() {
        checkEvent();
        checkQualifiers();
        checkParameters();
        Sender sender = method.getObservedQualifiers().stream()
                .filter(Sender.class::isInstance)
                .map(Sender.class::cast)
                .findFirst()
                .orElse(null);
        return new SignalObserver(
                (ObserverMethod<? super TransactionEvent>) method,
                name,
                type.event(),
                senders(sender),
                includesSubtypes(sender));
    }

    /** Classes that {@link Sender} names are exact, unless it says otherwise. */
    private boolean includesSubtypes(@Nullable Sender sender) {
        return sender == null
                ? type.subtypes()
                : sender.includingSubtypes() || (type.subtypes() && sender.value().length == 0);
    }

    private void checkEvent() {
        if (!ObservedSignals.areSent(type.event())) {
            throw fault("several signals send " + type.event().getSimpleName()
                    + "; observe the event of one of them, for instance PostSave<Article>, or name them for a method of a"
                    + " bean with @Receiver({PostSave.class, PostDelete.class})");
        }
        if (method.isAsync() && type.event() == BulkStatement.class) {
            throw fault("bulk statements have no asynchronous receivers; use @Observes(during = AFTER_SUCCESS)");
        }
        TransactionPhase phase = method.getTransactionPhase();
        if (type.event() == Changed.class
                && (phase == TransactionPhase.AFTER_FAILURE || phase == TransactionPhase.AFTER_COMPLETION)) {
            throw fault("a transaction that is rolled back has changed nothing; use during = BEFORE_COMPLETION or"
                    + " AFTER_SUCCESS, or observe PostSave and PostDelete");
        }
    }

    private void checkQualifiers() {
        List<String> foreign = method.getObservedQualifiers().stream()
                .map(Annotation::annotationType)
                .filter(qualifier -> qualifier != Sender.class && qualifier != Any.class && qualifier != Default.class)
                .map(qualifier -> "@" + qualifier.getSimpleName())
                .sorted()
                .toList();
        if (!foreign.isEmpty()) {
            throw fault("events of signals have no qualifier " + String.join(", ", foreign)
                    + "; @Sender says which entities they are about, drop other qualifiers");
        }
    }

    private void checkParameters() {
        if (found instanceof ProcessSyntheticObserverMethod<?, ?>) {
            return;
        }
        found.getAnnotatedMethod().getParameters().stream()
                .map(AnnotatedParameter::getBaseType)
                .map(ObservedType::raw)
                .filter(NEVER_KNOWN::contains)
                .findFirst()
                .ifPresent(parameter -> {
                    throw fault("it takes " + parameter.getSimpleName()
                            + ", which events of signals do not have; drop the parameter, and ask the event");
                });
    }

    private List<Object> senders(@Nullable Sender sender) {
        List<Class<?>> classes = sender == null ? List.of() : List.of(sender.value());
        if (sender != null && !sender.entity().isEmpty()) {
            if (!classes.isEmpty()) {
                throw fault("@Sender names both classes and the entity \"" + sender.entity() + "\"; drop one of them");
            }
            return List.of(sender.entity());
        }
        if (classes.isEmpty()) {
            return type.sender() == null ? List.of() : List.of(type.sender());
        }
        for (Class<?> each : classes) {
            if (!type.admits(each)) {
                throw fault("no event about " + each.getName() + ", which @Sender names, is a "
                        + method.getObservedType().getTypeName() + "; drop @Sender, or observe "
                        + type.event().getSimpleName() + "<?>");
            }
        }
        return List.copyOf(classes);
    }

    private IllegalArgumentException fault(String fault) {
        return new IllegalArgumentException("cannot connect observer method " + name + ": " + fault);
    }

    private String name() {
        if (found instanceof ProcessSyntheticObserverMethod<?, ?>) {
            return "observer of " + method.getBeanClass().getName();
        }
        Method java = found.getAnnotatedMethod().getJavaMember();
        return java.getDeclaringClass().getName() + "." + java.getName();
    }
}
