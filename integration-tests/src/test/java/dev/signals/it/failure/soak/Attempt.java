package dev.signals.it.failure.soak;

import dev.signals.it.failure.soak.Shop.Item;
import dev.signals.it.failure.soak.Shop.Refusal;
import dev.signals.it.failure.soak.Shop.Tag;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import org.hibernate.Session;

/** What one transaction of a worker does with its items, each of which it touches once; counted when it has committed. */
final class Attempt {

    private static final int TAGS = 10;
    private static final int ITEMS = 40;

    private final int worker;
    private final Random random;
    private final Map<Long, Set<Long>> items;
    private final List<Long> untouched;
    private final Counts done = new Counts();
    private final List<Runnable> whenCommitted = new ArrayList<>();

    /** @param items the tags of each item of the worker that is in the database */
    Attempt(int worker, Random random, Map<Long, Set<Long>> items) {
        this.worker = worker;
        this.random = random;
        this.items = items;
        this.untouched = new ArrayList<>(items.keySet());
    }

    void doSomething(Session session) {
        for (int i = 1 + random.nextInt(3); i > 0; i--) {
            doOne(session);
            if (random.nextInt(4) == 0) {
                session.flush();
            } else if (random.nextInt(4) == 0) {
                // flushes what it asks for
                session.createSelectionQuery("select count(*) from Item where worker = :worker", Long.class)
                        .setParameter("worker", worker)
                        .getSingleResult();
            }
        }
    }

    private void doOne(Session session) {
        int choice = random.nextInt(10);
        if (untouched.isEmpty() || choice < 3 && items.size() < ITEMS) {
            create(session, null);
        } else if (choice < 6) {
            update(session);
        } else if (choice < 8) {
            changeTags(session);
        } else {
            delete(session);
        }
    }

    void create(Session session, Refusal refusal) {
        Item item = new Item(worker, worker + " " + random.nextLong());
        item.refusal = refusal;
        Set<Long> tags = new HashSet<>();
        for (int i = random.nextInt(3); i > 0; i--) {
            tags.add((long) random.nextInt(TAGS));
        }
        tags.forEach(tag -> item.tags.add(session.getReference(Tag.class, tag)));
        session.persist(item);
        done.add(Kind.CREATED);
        done.add(Kind.AUDITED);
        done.add(Kind.ON_COMMIT);
        done.add(Kind.TAGGED, tags.size());
        whenCommitted.add(() -> items.put(item.id, tags));
    }

    private void update(Session session) {
        session.find(Item.class, take()).amount++;
        done.add(Kind.UPDATED);
    }

    private void changeTags(Session session) {
        Long id = take();
        long tag = random.nextInt(TAGS);
        Item item = session.find(Item.class, id);
        Tag reference = session.getReference(Tag.class, tag);
        if (items.get(id).contains(tag)) {
            item.tags.remove(reference);
            done.add(Kind.UNTAGGED);
            whenCommitted.add(() -> items.get(id).remove(tag));
        } else {
            item.tags.add(reference);
            done.add(Kind.TAGGED);
            whenCommitted.add(() -> items.get(id).add(tag));
        }
    }

    private void delete(Session session) {
        Long id = take();
        session.remove(session.find(Item.class, id));
        done.add(Kind.DELETED);
        done.add(Kind.AUDITED);
        done.add(Kind.UNTAGGED, items.get(id).size());
        whenCommitted.add(() -> items.remove(id));
    }

    /** Loads an item that another session changes by then. */
    void meetNewerVersion(Session session, Session other, Counts committed) {
        if (untouched.isEmpty()) {
            session.getTransaction().markRollbackOnly();
            return;
        }
        Long id = take();
        session.find(Item.class, id).amount++;
        other.beginTransaction();
        other.find(Item.class, id).amount++;
        other.getTransaction().commit();
        committed.add(Kind.UPDATED);
    }

    void updateShared(Session session, Long id) {
        session.find(Item.class, id).amount++;
        done.add(Kind.UPDATED);
    }

    private Long take() {
        return untouched.remove(random.nextInt(untouched.size()));
    }

    /** Adds what was done to what has been committed. */
    void committed(Counts committed) {
        committed.add(done);
        whenCommitted.forEach(Runnable::run);
    }
}
