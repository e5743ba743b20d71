package dev.signals.hibernate.internal.loop;

import dev.signals.AfterCall;
import dev.signals.Connection;
import dev.signals.hibernate.event.ChangeKind;
import dev.signals.hibernate.event.Changed;
import dev.signals.hibernate.event.ModelEvent;
import dev.signals.hibernate.event.PostSave;
import dev.signals.hibernate.event.PreSave;
import dev.signals.hibernate.internal.state.EntityNames;
import dev.signals.hibernate.internal.state.IdentifierText;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import org.hibernate.engine.spi.SessionFactoryImplementor;
import org.hibernate.persister.entity.EntityPersister;

/** A record of the receiver calls in one thread, kept when a loop is about to be ended. */
public final class CallTrail {

    private static final int MOST = 100;
    private static final int SHOWN = 10;

    private final Thread thread = Thread.currentThread();
    private final List<Step> steps = new ArrayList<>();
    private final String target;

    /**
     * @param target the arguments for a quiet update at the place of the receivers
     */
    CallTrail(String target) {
        this.target = target;
    }

    /** Continues the record of another thread, whose calls have caused the calls of this one. */
    CallTrail(CallTrail cause) {
        this(cause.target);
        steps.addAll(cause.steps);
    }

    /** Continues the record of another process, whose calls have caused the calls of this one. */
    CallTrail(String target, List<List<String>> steps) {
        this(target);
        steps.forEach(texts -> this.steps.add(Step.of(texts)));
    }

    /** Returns the last calls as text. */
    List<List<String>> last(int most) {
        return steps.subList(Math.max(0, steps.size() - most), steps.size()).stream()
                .map(Step::texts)
                .toList();
    }

    /**
     * One call.
     *
     * @param text receiver and event without the identifier, so that a loop over ever new entities is recognized
     * @param entity the short name of the entity
     * @param changed the changed attributes that the event contains
     */
    private record Step(String text, String entity, Set<String> changed) {

        static Step of(Connection connection, ModelEvent<?> event) {
            return new Step(
                    connection.receiverName() + " on " + withoutIdentifier(event),
                    EntityNames.shortName(event.entityName()),
                    changed(event));
        }

        static Step of(List<String> texts) {
            return new Step(texts.get(0), texts.get(1), Set.copyOf(texts.subList(2, texts.size())));
        }

        List<String> texts() {
            List<String> texts = new ArrayList<>(List.of(text, entity));
            texts.addAll(changed);
            return texts;
        }

        private static String withoutIdentifier(ModelEvent<?> event) {
            Object id = event.id();
            if (id == null) {
                return event.summary();
            }
            EntityPersister persister = event.sessionFactory()
                    .unwrap(SessionFactoryImplementor.class)
                    .getMappingMetamodel()
                    .getEntityDescriptor(event.entityName());
            return event.summary().replace("#" + IdentifierText.of(persister, id), "");
        }

        /** Returns the changed attributes; none for a new entity, where every attribute counts as changed. */
        private static Set<String> changed(ModelEvent<?> event) {
            if (event instanceof PreSave<?> save && !save.isNew()) {
                return Set.copyOf(save.changes().attributes());
            } else if (event instanceof PostSave<?> save && !save.created()) {
                return Set.copyOf(save.changes().attributes());
            } else if (event instanceof Changed<?> net && net.kind() == ChangeKind.UPDATED) {
                return Set.copyOf(net.changes().attributes());
            }
            return Set.of();
        }
    }

    /** Records a call, unless another thread has made it: other threads may use the same signal. */
    public AfterCall called(Connection connection, Object sent) {
        Object first = sent instanceof List<?> batch && !batch.isEmpty() ? batch.get(0) : sent;
        if (Thread.currentThread() == thread && first instanceof ModelEvent<?> event && steps.size() < MOST) {
            steps.add(Step.of(connection, event));
        }
        return AfterCall.IGNORED;
    }

    String describe() {
        List<Step> loop = loop();
        if (loop.isEmpty()) {
            return "; let receivers change, persist and remove only what is needed";
        }
        String chain = loop.stream().map(Step::text).collect(Collectors.joining(" -> "));
        return "; the calls that repeat are " + chain + " -> ...; " + cure(loop);
    }

    /** Returns the calls between the last one and its previous occurrence, or all calls if there is none. */
    private List<Step> loop() {
        int end = steps.size();
        for (int i = end - 2; i >= 0; i--) {
            if (steps.get(i).equals(steps.get(end - 1))) {
                return steps.subList(i + 1, Math.min(end, i + 1 + SHOWN));
            }
        }
        return steps.subList(Math.max(0, end - SHOWN), end);
    }

    private String cure(List<Step> loop) {
        return loop.stream()
                .filter(step -> !step.changed().isEmpty())
                .findFirst()
                .map(step -> cure(
                        step.entity(),
                        step.changed().stream().sorted().findFirst().orElseThrow()))
                .orElse("let them persist and remove only what is needed: such an event is sent for each");
    }

    private String cure(String entity, String attribute) {
        return "change " + entity + "." + attribute + " only if it differs, or in PRE_SAVE, or write it with"
                + " QuietUpdate.of(" + target + ").set(\"" + attribute
                + "\", value).execute(), which sends nothing";
    }
}
