package dev.signals.it.failure.soak;

import static dev.signals.Options.filter;
import static dev.signals.Options.order;
import static dev.signals.hibernate.ModelSignals.loadingKeys;

import dev.signals.Option;
import dev.signals.hibernate.FactorySignals;
import dev.signals.hibernate.ModelSignals;
import dev.signals.hibernate.event.M2mAction;
import dev.signals.hibernate.event.M2mChanged;
import dev.signals.hibernate.event.ModelEvent;
import dev.signals.hibernate.event.PostSave;
import dev.signals.it.failure.soak.Shop.Audit;
import dev.signals.it.failure.soak.Shop.Item;
import dev.signals.it.failure.soak.Shop.Refusal;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

/** The receivers: some count what they are told, at once and in each phase, some write, some refuse. */
final class Announced {

    private final Counts atOnce = new Counts();
    private final Counts afterCommit = new Counts();
    private final Counts afterRollback = new Counts();
    private final Counts afterCompletion = new Counts();
    private final Map<Long, Integer> updates = new ConcurrentHashMap<>();

    void connect(FactorySignals signals) {
        connectWriters(signals);
        count(signals, atOnce, order(0));
        count(signals, afterCommit, ModelSignals.afterCommit());
        count(signals, afterRollback, ModelSignals.afterRollback());
        count(signals, afterCompletion, ModelSignals.afterCompletion());
        signals.postSave()
                .connect(
                        Item.class,
                        event -> updates.merge(event.instance().id, event.created() ? 0 : 1, Integer::sum),
                        ModelSignals.afterCommit());
        signals.postDelete().connect(Item.class, event -> updates.remove(event.id()), ModelSignals.afterCommit());
        signals.postSave()
                .connect(Item.class, event -> refuse(event, Refusal.AFTER_COMMIT), ModelSignals.afterCommit());
    }

    private void connectWriters(FactorySignals signals) {
        signals.preSave().connect(Item.class, event -> {
            refuse(event, Refusal.PRE_SAVE);
            event.instance().label = labelOf(event.instance().amount);
        });
        signals.postSave()
                .connect(
                        Item.class,
                        event -> {
                            event.session().persist(new Audit(event.instance().worker, "created"));
                            refuse(event, Refusal.POST_SAVE);
                            event.onCommit(() -> afterCommit.add(Kind.ON_COMMIT));
                        },
                        filter(PostSave::created));
        signals.postSave()
                .connect(Item.class, event -> refuse(event, Refusal.BEFORE_COMMIT), ModelSignals.beforeCommit());
        signals.postDelete()
                .connect(
                        Item.class,
                        event -> event.session().persist(new Audit(event.instance().worker, "deleted")),
                        ModelSignals.beforeCommit());
    }

    private static void refuse(ModelEvent<Item> event, Refusal refusal) {
        if (event.instance().refusal == refusal) {
            throw new IllegalStateException("refused " + refusal);
        }
    }

    /** @param phase when; an option that says nothing of it means at once */
    private static void count(FactorySignals signals, Counts counts, Option<? super ModelEvent<?>> phase) {
        signals.postSave()
                .connect(Item.class, event -> counts.add(event.created() ? Kind.CREATED : Kind.UPDATED), phase);
        signals.postDelete().connect(Item.class, event -> counts.add(Kind.DELETED), phase);
        signals.postSave().connect(Audit.class, event -> counts.add(Kind.AUDITED), phase);
        signals.m2mChanged().connect(Item.class, event -> countTags(counts, event), loadingKeys(), phase);
    }

    private static void countTags(Counts counts, M2mChanged<Item> event) {
        if (event.action() == M2mAction.POST_ADD) {
            counts.add(Kind.TAGGED, event.pks().size());
        } else if (event.action() == M2mAction.POST_REMOVE) {
            counts.add(Kind.UNTAGGED, event.pks().size());
        }
    }

    static String labelOf(int amount) {
        return "amount " + amount;
    }

    Counts atOnce() {
        return atOnce;
    }

    Counts afterCommit() {
        return afterCommit;
    }

    Counts afterRollback() {
        return afterRollback;
    }

    Counts afterCompletion() {
        return afterCompletion;
    }

    /** The number of committed updates of each item that is there, as announced. */
    Map<Long, Integer> updates() {
        return updates;
    }
}
