package dev.signals.it.collection.random;

import dev.signals.hibernate.event.CollectionChanged;
import dev.signals.hibernate.event.CollectionEvent;
import dev.signals.hibernate.event.M2mChanged;
import dev.signals.it.collection.random.Store.Box;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.function.Predicate;

/** Adds up what is announced, and says where that breaks a law. */
final class Ledger {

    private static final StackWalker STACK = StackWalker.getInstance();
    private static final Set<String> WORK_OF_A_FLUSH = Set.of("performExecutions", "flushEverythingToExecutions");

    private final Sequence sequence;
    private final Predicate<String> lost;
    private final List<String> rows = new ArrayList<>();
    private final List<String> committed = new ArrayList<>();

    /** Announced by pre actions, and not by post ones yet. */
    private final List<String> coming = new ArrayList<>();

    private final List<String> broken = new ArrayList<>();

    /**
     * @param lost the actions that do not arrive, to see whether that is noticed
     */
    Ledger(Sequence sequence, Predicate<String> lost) {
        this.sequence = sequence;
        this.lost = lost;
    }

    /** The laws that were broken, in words. */
    List<String> broken() {
        return broken;
    }

    void m2mChanged(M2mChanged<Box> event) {
        String action = event.action().toString();
        if (lost.test(action)) {
            return;
        }
        check(event, action);
        List<String> items = event.elements().stream().map(Store::text).toList();
        Set<String> pks = new HashSet<>();
        event.pks().forEach(pk -> pks.add(String.valueOf(pk)));
        require(pks.equals(new HashSet<>(items)), action + " names " + pks + " and holds " + items);
        require(event.pksKnown() != pks.isEmpty(), "an empty " + action);
        require(event.pksKnown() || !sequence.keys(), action + " though the keys are to be loaded");
        String kind = action.substring(action.indexOf('_') + 1);
        List<String> told = event.pksKnown() ? rows(event, items) : rows(event, List.of("all"));
        for (String row : told) {
            if (event.action().isPre()) {
                coming.add(kind + " " + row);
            } else {
                require(coming.remove(kind + " " + row), "not announced before: " + kind + " " + row);
            }
        }
        switch (event.action()) {
            case POST_CLEAR -> clear(event);
            case POST_REMOVE -> remove(told);
            case POST_ADD -> add(event, told);
            default -> {}
        }
    }

    void collectionChanged(CollectionChanged<Box> event) {
        String action = "changed";
        if (lost.test(action)) {
            return;
        }
        check(event, action);
        if (!event.removedKnown()) {
            clear(event);
        }
        List<String> removed =
                rows(event, event.removed().stream().map(String::valueOf).toList());
        List<String> added =
                rows(event, event.added().stream().map(String::valueOf).toList());
        require(!event.removedKnown() || !removed.isEmpty() || !added.isEmpty(), "an empty " + action);
        require(removed.stream().noneMatch(added::contains), removed + " removed and " + added + " added");
        remove(removed);
        add(event, added);
    }

    /**
     * An enhanced entity does not count a replacement by equal content as a change. The library cannot tell, and announces
     * before a query what that does not flush, and what may be taken back then.
     */
    void transactionEnded(boolean hasCommitted, List<String> rowsNow) {
        if (hasCommitted) {
            rows.sort(null);
            require(rows.equals(rowsNow), "announced " + minus(rows, rowsNow) + " but not " + minus(rowsNow, rows));
            if (sequence.habit() == Sequence.Habit.NOTHING && !Store.ENHANCED) {
                require(coming.isEmpty(), "announced and not done " + coming);
            }
            committed.clear();
            committed.addAll(rows);
        } else {
            rows.clear();
            rows.addAll(committed);
        }
        coming.clear();
    }

    private void check(CollectionEvent<Box> event, String action) {
        require(!event.insideFlush() && !event.insideCascade(), action + " inside a flush or cascade");
        boolean inside = STACK.walk(frames -> frames.anyMatch(frame -> WORK_OF_A_FLUSH.contains(frame.getMethodName())
                || frame.getClassName().equals("org.hibernate.engine.internal.Cascade")));
        require(!inside, action + " inside the work of a flush");
        require(event.id() != null, action + " without the identifier of its box");
    }

    private void clear(CollectionEvent<Box> event) {
        rows.removeIf(row -> row.startsWith(row(event, "")));
    }

    private void remove(Collection<String> removed) {
        removed.forEach(row -> require(rows.remove(row), "removed what is not there: " + row));
    }

    private void add(CollectionEvent<Box> event, Collection<String> added) {
        boolean isSet = Role.of(event.attribute())
                .filter(role -> role.shape() == Role.Shape.SET)
                .isPresent();
        for (String row : added) {
            require(!isSet || !rows.contains(row), "added what is there: " + row);
            rows.add(row);
        }
    }

    private static List<String> rows(CollectionEvent<Box> event, List<String> items) {
        return items.stream().map(item -> row(event, item)).toList();
    }

    private static String row(CollectionEvent<Box> event, String item) {
        return Tables.row(event.attribute().toUpperCase(Locale.ROOT), String.valueOf(event.id()), item);
    }

    private void require(boolean law, String otherwise) {
        if (!law) {
            broken.add(otherwise);
        }
    }

    private static List<String> minus(List<String> rows, List<String> others) {
        List<String> rest = new ArrayList<>(rows);
        others.forEach(rest::remove);
        return rest;
    }
}
