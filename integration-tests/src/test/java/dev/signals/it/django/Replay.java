package dev.signals.it.django;

import dev.signals.it.support.TestFactory;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.function.Consumer;
import org.hibernate.Session;
import org.jspecify.annotations.Nullable;

/**
 * Plays the steps of a scenario and records what is announced meanwhile. A step is known by its name in the
 * trace.
 */
final class Replay {

    private final TestFactory factory;
    private final Recording django;
    private final Recording here;
    private final Recorder recorder;
    private Map<String, @Nullable Object> facts = new LinkedHashMap<>();

    Replay(Recording django, TestFactory factory) {
        this.django = django;
        this.factory = factory;
        here = new Recording(django.scenario(), django.stepNames());
        recorder = new Recorder(here.events);
    }

    TestFactory factory() {
        return factory;
    }

    Recorder recorder() {
        return recorder;
    }

    Recording recorded() {
        return here;
    }

    /** Records saves of all entities. */
    void recordSaves() {
        recorder.listenTo(factory.signals().preSave());
        recorder.listenTo(factory.signals().postSave());
    }

    /** Records deletes of all entities. */
    void recordDeletes() {
        recorder.listenTo(factory.signals().preDelete());
        recorder.listenTo(factory.signals().postDelete());
    }

    /** Records changes of all associations. */
    void recordAssociations() {
        recorder.listenTo(factory.signals().m2mChanged());
    }

    /** Prepares rows; what is announced meanwhile is not recorded. */
    void before(Consumer<Session> work) {
        factory.inTransaction(work);
    }

    /** Plays a step in a transaction of its own. */
    void step(String name, Consumer<Session> work) {
        step(name, factory, work);
    }

    /** Plays a step in a transaction of its own on another database. */
    void step(String name, TestFactory database, Consumer<Session> work) {
        play(name, () -> database.inTransaction(work));
    }

    /** Plays a step without a transaction, so that nothing is flushed at its end. */
    void stepWithoutTransaction(String name, Consumer<Session> work) {
        play(name, () -> factory.sessionFactory().inSession(work));
    }

    /** Plays a step that opens no session. */
    void stepWithoutSession(String name, Runnable work) {
        play(name, work);
    }

    /** Notes something looked at after the last step. */
    void fact(String name, @Nullable Object value) {
        facts.put(name, value);
    }

    private void play(String name, Runnable work) {
        int number = django.stepNames().indexOf(name);
        if (number < 0 || here.steps.containsKey(number)) {
            throw new AssertionError("not a step, or played before: " + name + "; steps are " + django.stepNames());
        }
        facts = new LinkedHashMap<>();
        Map<String, @Nullable Object> step = new LinkedHashMap<>();
        here.steps.put(number, step);
        recorder.startStep(number);
        try {
            work.run();
            step.put("outcome", "ok");
        } catch (RuntimeException e) {
            if (!(e instanceof Boom)) {}
            String message = e instanceof Boom ? ": " + e.getMessage() : "";
            step.put("outcome", "raised " + e.getClass().getSimpleName() + message);
        } finally {
            recorder.endStep();
        }
        step.put("facts", facts);
    }
}
