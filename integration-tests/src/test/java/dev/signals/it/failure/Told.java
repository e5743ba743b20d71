package dev.signals.it.failure;

import dev.signals.Connection;
import dev.signals.Delivery;
import dev.signals.Options;
import dev.signals.hibernate.FactorySignals;
import dev.signals.hibernate.ModelSignals;
import dev.signals.hibernate.event.M2mAction;
import dev.signals.hibernate.event.M2mChanged;
import dev.signals.hibernate.event.ModelEvent;
import dev.signals.hibernate.event.PostSave;
import dev.signals.hibernate.event.TransactionEvent;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CopyOnWriteArrayList;

/** What receivers of accounts have been told, before, after and in each phase of the transaction; from any thread. */
final class Told implements AutoCloseable {

    enum When {
        AT_ONCE,
        BEFORE_COMMIT,
        AFTER_COMMIT,
        AFTER_ROLLBACK,
        AFTER_COMPLETION
    }

    private record Line(When when, String text) {}

    private final List<Line> lines = new CopyOnWriteArrayList<>();
    private final List<String> announcedBefore = new CopyOnWriteArrayList<>();
    private final List<Connection> connections = new ArrayList<>();

    static Told by(FactorySignals signals) {
        Told told = new Told();
        told.connect(signals);
        return told;
    }

    private void connect(FactorySignals signals) {
        connections.add(signals.preSave()
                .connect(Account.class, event -> announcedBefore.add("saving " + event.instance().code)));
        connections.add(signals.preDelete()
                .connect(Account.class, event -> announcedBefore.add("deleting " + event.instance().code)));
        connections.add(signals.postSave().connect(Account.class, event -> add(When.AT_ONCE, event)));
        connections.add(signals.postDelete().connect(Account.class, event -> add(When.AT_ONCE, event)));
        connections.add(signals.m2mChanged()
                .connect(Account.class, event -> add(When.AT_ONCE, event), Options.filter(Told::isPost)));
        Map<When, Delivery<TransactionEvent>> phases = new EnumMap<>(When.class);
        phases.put(When.BEFORE_COMMIT, ModelSignals.beforeCommit());
        phases.put(When.AFTER_COMMIT, ModelSignals.afterCommit());
        phases.put(When.AFTER_ROLLBACK, ModelSignals.afterRollback());
        phases.put(When.AFTER_COMPLETION, ModelSignals.afterCompletion());
        phases.forEach((when, phase) -> {
            connections.add(signals.postSave().connect(Account.class, event -> add(when, event), phase));
            connections.add(signals.postDelete().connect(Account.class, event -> add(when, event), phase));
            connections.add(signals.m2mChanged()
                    .connect(Account.class, event -> add(when, event), phase, Options.filter(Told::isPost)));
        });
    }

    private static boolean isPost(M2mChanged<?> event) {
        return event.action() == M2mAction.POST_ADD || event.action() == M2mAction.POST_REMOVE;
    }

    private void add(When when, ModelEvent<Account> event) {
        lines.add(new Line(when, text(event)));
    }

    private static String text(ModelEvent<Account> event) {
        String code = event.instance().code;
        if (event instanceof PostSave<Account> save) {
            return (save.created() ? "created " : "updated ") + code;
        } else if (event instanceof M2mChanged<Account> changed) {
            return (changed.action() == M2mAction.POST_ADD ? "added " : "removed ") + changed.pks() + " of " + code;
        }
        return "deleted " + code;
    }

    List<String> announcedBefore() {
        return List.copyOf(announcedBefore);
    }

    List<String> of(When when) {
        return lines.stream()
                .filter(line -> line.when() == when)
                .map(Line::text)
                .toList();
    }

    List<String> atOnce() {
        return of(When.AT_ONCE);
    }

    List<String> afterCommit() {
        return of(When.AFTER_COMMIT);
    }

    List<String> afterRollback() {
        return of(When.AFTER_ROLLBACK);
    }

    List<String> afterCompletion() {
        return of(When.AFTER_COMPLETION);
    }

    /** Everything but what was announced before. */
    List<String> all() {
        return lines.stream().map(line -> line.when() + " " + line.text()).toList();
    }

    void clear() {
        lines.clear();
        announcedBefore.clear();
    }

    @Override
    public void close() {
        connections.forEach(Connection::close);
    }
}
