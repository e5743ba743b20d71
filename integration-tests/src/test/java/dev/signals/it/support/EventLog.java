package dev.signals.it.support;

import dev.signals.hibernate.FactorySignals;
import dev.signals.hibernate.event.Change;
import dev.signals.hibernate.event.Changed;
import dev.signals.hibernate.event.M2mChanged;
import dev.signals.hibernate.event.ModelEvent;
import dev.signals.hibernate.event.PostSave;
import dev.signals.hibernate.event.PreDelete;
import dev.signals.hibernate.event.PreSave;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.TreeSet;

/** Writes down what is announced, one short line an event: {@code post_save Article created}. */
public final class EventLog {

    private final List<String> lines = Collections.synchronizedList(new ArrayList<>());

    /** Hears all four signals of a factory for all entities. */
    public static EventLog of(FactorySignals signals) {
        EventLog log = new EventLog();
        signals.preSave().connect(log::add);
        signals.postSave().connect(log::add);
        signals.preDelete().connect(log::add);
        signals.postDelete().connect(log::add);
        return log;
    }

    public void add(ModelEvent<?> event) {
        String line =
                event.toString().replaceAll(" of .*", "") + " " + event.sender().getSimpleName();
        if (event instanceof PreSave<?> save && save.isNew()) {
            line += " new";
        } else if (event instanceof PostSave<?> save && save.created()) {
            line += " created";
        } else if (event instanceof PreDelete<?> delete) {
            line += " " + delete.cause();
        }
        lines.add(line);
    }

    public void add(String line) {
        lines.add(line);
    }

    /** For instance {@code UPDATED Note 2x text a->b}. */
    public static String line(Changed<?> event) {
        StringBuilder line =
                new StringBuilder(event.kind() + " " + event.sender().getSimpleName() + " " + event.saves() + "x");
        for (Change change : event.changes()) {
            line.append(' ')
                    .append(change.attribute())
                    .append(' ')
                    .append(change.oldValue())
                    .append("->")
                    .append(change.newValue());
        }
        return line.toString();
    }

    /** For instance {@code pre_add tags [a, b]}. */
    public static String line(M2mChanged<?> event) {
        return event.action() + " " + event.attribute() + " " + (event.pksKnown() ? new TreeSet<>(event.pks()) : "?");
    }

    public List<String> lines() {
        return List.copyOf(lines);
    }

    public void clear() {
        lines.clear();
    }
}
