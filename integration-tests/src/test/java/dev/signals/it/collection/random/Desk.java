package dev.signals.it.collection.random;

import dev.signals.it.collection.random.Step.Action;
import dev.signals.it.collection.random.Store.Box;
import dev.signals.it.collection.random.Store.Extra;
import dev.signals.it.collection.random.Store.Fan;
import dev.signals.it.collection.random.Store.Line;
import dev.signals.it.collection.random.Store.Note;
import dev.signals.it.collection.random.Store.Other;
import dev.signals.it.collection.random.Store.Place;
import dev.signals.it.collection.random.Store.Tag;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.EnumSet;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import org.hibernate.Hibernate;
import org.hibernate.Session;
import org.hibernate.SessionFactory;
import org.hibernate.collection.spi.PersistentCollection;
import org.hibernate.engine.spi.EntityEntry;
import org.hibernate.engine.spi.PersistenceContext;
import org.hibernate.engine.spi.SessionImplementor;
import org.jspecify.annotations.Nullable;

/** Where the steps of a sequence are taken that neither begin nor end a transaction. */
final class Desk {

    private static final Set<Action> FLUSHING = EnumSet.of(Action.FLUSH, Action.QUERY, Action.QUERY_OTHER);

    static final int TAGS = 6;
    static final int FANS = 3;

    private final SessionFactory factory;
    private final Map<Integer, Box> known = new HashMap<>();
    private final List<String> answers = new ArrayList<>();
    private boolean moved;
    private boolean edited;
    private boolean written;

    Desk(SessionFactory factory) {
        this.factory = factory;
    }

    void transactionBegins() {
        moved = false;
        edited = false;
        written = false;
    }

    /** What queries have answered. */
    List<String> answers() {
        return answers;
    }

    void take(Session session, Step step) {
        boolean flushes = FLUSHING.contains(step.action());
        written |= flushes && edited;
        edited |= !flushes;
        switch (step.action()) {
            case NEW_BOX, MERGE_NEW -> make(session, step);
            case MERGE -> merge(session, step);
            case QUERY ->
                query(
                        session,
                        "select count(*) from Box b join b." + step.role().attribute() + " item");
            case QUERY_OTHER -> query(session, "select count(*) from " + Other.class.getSimpleName());
            case FLUSH -> session.flush();
            case CLEAR_SESSION -> session.clear();
            default -> {
                Box box = find(session, step.box());
                if (box != null) {
                    take(session, step, box);
                }
            }
        }
    }

    private void take(Session session, Step step, Box box) {
        Content content = new Content(box, step.role());
        switch (step.action()) {
            case REMOVE_BOX -> session.remove(box);
            case EVICT -> {
                if (isInserted(session, box) && isNoneReplaced(session, box)) {
                    session.detach(box);
                }
            }
            case MOVE -> move(session, step, content);
            case SWAP -> swap(session, step, box);
            case EDIT_OTHER_SIDE -> editOtherSide(session, step, box);
            default -> edit(session, step, content);
        }
    }

    private void edit(Session session, Step step, Content content) {
        switch (step.action()) {
            case LOAD -> Hibernate.initialize(content.box().get(content.role()));
            case ADD -> items(session, step, 1).forEach(item -> content.add(item, step.value()));
            case REMOVE -> content.removeAny(step.value());
            case CLEAR -> content.clear();
            case SET -> set(session, step, content);
            case REORDER -> content.reorder();
            case REPLACE_BY_SAME -> content.replaceBySame();
            case REPLACE_BY_OTHER -> content.replace(items(session, step, step.value() % 3));
            case REPLACE_BY_NULL -> {
                // Hibernate takes a null of an enhanced entity that was flushed for a collection that has not been
                // loaded: when
                // it is replaced the flush deletes rows that are not there, and a clear is announced inside the flush.
                if (!Store.ENHANCED) {
                    content.replaceByNull();
                }
            }
            default -> throw new IllegalArgumentException(step.toString());
        }
    }

    private void make(Session session, Step step) {
        if (known.containsKey(step.box())) {
            return;
        }
        Box box = new Box();
        new Content(box, step.role()).replace(items(session, step, step.value() % 4));
        if (step.action() == Action.NEW_BOX) {
            session.persist(box);
            known.put(step.box(), box);
        } else {
            known.put(step.box(), session.merge(box));
        }
    }

    private void set(Session session, Step step, Content content) {
        List<Object> items = content.items();
        if (!items.isEmpty() && items.get(0) instanceof Place place && step.value() % 2 == 0) {
            place.moveTo("town" + step.value());
        } else {
            items(session, step, 1).forEach(item -> content.set(step.value(), item));
        }
    }

    private void move(Session session, Step step, Content content) {
        Box other = find(session, step.box() + 1);
        if (other == null || other == content.box()) {
            return;
        }
        Object item = content.removeAny(step.value());
        if (item != null) {
            new Content(other, step.role()).add(item, step.value());
            moved = true;
        }
    }

    /** Exchanges the collections of two boxes. What is not loaded Hibernate loads in the flush, too late for pre actions. */
    private void swap(Session session, Step step, Box box) {
        Box other = find(session, step.box() + 1);
        if (other != null && other != box) {
            Hibernate.initialize(box.get(step.role()));
            Hibernate.initialize(other.get(step.role()));
            Object value = box.get(step.role());
            box.set(step.role(), other.get(step.role()));
            other.set(step.role(), value);
            written = true;
        }
    }

    private static void editOtherSide(Session session, Step step, Box box) {
        Fan fan = session.find(Fan.class, "f" + step.value() % FANS);
        Content fans = new Content(box, Role.FANS);
        boolean both = step.value() % 2 == 0;
        if (fan.boxes.remove(box)) {
            if (both && !fans.isNull() && fans.items().contains(fan)) {
                fans.removeAny(fans.items().indexOf(fan));
            }
        } else {
            fan.boxes.add(box);
            if (both) {
                fans.add(fan, 0);
            }
        }
    }

    /**
     * Loads the box as it has been committed in another session, changes the copy and merges it. Not after a flush or an
     * exchange: Hibernate takes for the rows what they were when the copy was loaded, and what it writes then, and what is
     * announced, is wrong.
     */
    private void merge(Session session, Step step) {
        Box last = known.get(step.box());
        if (last == null || last.id == null || written || (moved && step.role().isExclusive())) {
            return; // The copy of what has been moved would be a second place for it.
        }
        Box copy = factory.fromTransaction(other -> {
            Box loaded = other.find(Box.class, last.id);
            if (loaded != null) {
                Hibernate.initialize(loaded.get(step.role()));
            }
            return loaded;
        });
        if (copy != null && find(session, step.box()) != null) {
            Content content = new Content(copy, step.role());
            switch (step.value() % 5) {
                case 0 -> content.clear();
                case 1 -> content.replace(items(session, step, 2));
                case 2 -> content.removeAny(step.value());
                case 3 -> items(session, step, 1).forEach(item -> content.add(item, step.value()));
                default -> content.reorder();
            }
            session.merge(copy);
        }
    }

    private void query(Session session, String query) {
        answers.add(
                query + " " + session.createSelectionQuery(query, Long.class).getSingleResult());
    }

    private @Nullable Box find(Session session, int number) {
        Box last = known.get(number % 3);
        if (last == null || session.contains(last)) {
            return last;
        }
        Box found = last.id == null ? null : (Box) Hibernate.unproxy(session.find(Box.class, last.id));
        if (found != null) {
            known.put(number % 3, found);
        }
        return found;
    }

    private List<Object> items(Session session, Step step, int size) {
        List<Object> items = new ArrayList<>();
        for (int i = 0; i < size; i++) {
            Object item = item(session, step.role(), step.value() + i * 7);
            if (item != null) {
                items.add(item);
            }
        }
        return items;
    }

    private @Nullable Object item(Session session, Role role, int value) {
        return switch (role.item()) {
            case TAG ->
                value % 2 == 0
                        ? session.find(Tag.class, "t" + value % TAGS)
                        : session.getReference(Tag.class, "t" + value % TAGS);
            case FAN -> session.find(Fan.class, "f" + value % FANS);
            case BOX -> find(session, value);
            case NOTE -> new Note();
            case EXTRA -> new Extra();
            case LINE -> new Line();
            case TEXT -> "s" + value % 5;
            case PLACE -> new Place("p" + value % 3, value % 2);
            case NUMBER -> value % 4;
        };
    }

    /**
     * The flush after a replacement and the detachment of the owner deletes the rows, and nothing is announced, as the owner
     * is not managed.
     */
    private static boolean isNoneReplaced(Session session, Box box) {
        PersistenceContext context = session.unwrap(SessionImplementor.class).getPersistenceContextInternal();
        return Arrays.stream(Role.values())
                .allMatch(role -> box.get(role) instanceof PersistentCollection<?> held
                        && held.getOwner() == box
                        && Objects.requireNonNull(context.getCollectionEntry(held))
                                        .getLoadedPersister()
                                != null);
    }

    /** Hibernate cannot detach what it has yet to insert. */
    private static boolean isInserted(Session session, Box box) {
        EntityEntry entry = session.unwrap(SessionImplementor.class)
                .getPersistenceContextInternal()
                .getEntry(box);
        return entry != null && entry.isExistsInDatabase();
    }
}
