package dev.signals.it.random;

import dev.signals.it.random.Bookshop.Book;
import dev.signals.it.random.Bookshop.Chapter;
import dev.signals.it.random.Bookshop.Film;
import dev.signals.it.random.Bookshop.Medium;
import dev.signals.it.random.Bookshop.Memo;
import dev.signals.it.random.Bookshop.Remark;
import dev.signals.it.random.Bookshop.Thing;
import dev.signals.it.random.Bookshop.Writer;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Set;
import java.util.function.Consumer;
import org.hibernate.FlushMode;
import org.hibernate.Hibernate;
import org.hibernate.Session;
import org.hibernate.engine.spi.EntityEntry;
import org.hibernate.engine.spi.SessionImplementor;
import org.jspecify.annotations.Nullable;

/** Where the steps of one transaction are taken. */
final class Desk {

    private final Session session;
    private final Hand hand;
    private final Sequence sequence;
    private final Known known;
    private final Tables before;
    private final Set<String> removed;
    private final List<String> answers = new ArrayList<>();
    private @Nullable Thing lastRemoved;

    /**
     * @param known what has been made so far; added to
     * @param removed what has been removed in this session; added to
     * @param before what is in the database
     */
    Desk(Session session, Hand hand, Sequence sequence, Known known, Set<String> removed, Tables before) {
        this.session = session;
        this.hand = hand;
        this.sequence = sequence;
        this.known = known;
        this.removed = removed;
        this.before = before;
    }

    void take(Step step) {
        if (sequence.settled() && Action.UNSETTLING.contains(step.action())) {
            session.flush();
        }
        step.action().take(this, step);
    }

    /** After the last step. */
    void finish() {
        boolean mustFlush = sequence.settled()
                || sequence.habits().contains(Habit.COUNT_CHAPTERS)
                || sequence.habits().contains(Habit.RATE);
        if (mustFlush && session.getHibernateFlushMode() == FlushMode.MANUAL) {
            session.flush();
        }
        hand.committing(session);
    }

    Session session() {
        return session;
    }

    /** What queries have answered. */
    List<String> answers() {
        return answers;
    }

    boolean hasVeto() {
        return sequence.habits().contains(Habit.VETO);
    }

    /** The managed entity, or null if there is none. */
    <T extends Thing> @Nullable T find(Class<T> type, String tag) {
        Thing last = known.get(tag);
        if (last == null || session.contains(last)) {
            return type.cast(last);
        }
        Object found = last.id() == null ? null : Hibernate.unproxy(session.find(last.getClass(), last.id()));
        if (found != null) {
            known.put(tag, (Thing) found);
        }
        return type.cast(found);
    }

    /** A reference to what is in the database, loaded only if it has been; or null. */
    <T extends Thing> @Nullable T refer(Class<T> type, String tag) {
        Thing last = known.get(tag);
        if (last == null
                || last.id() == null
                || removed.contains(tag)
                || before.row(Kind.of(last.getClass()), String.valueOf(last.id())) == null) {
            return null;
        }
        return session.getReference(type, last.id());
    }

    <T extends Thing> void with(Class<T> type, Step step, Consumer<T> work) {
        T found = find(type, step.target());
        if (found != null) {
            work.accept(found);
        }
    }

    /** Works on one of the chapters of a book, which the value of the step chooses. */
    void withChapter(Step step, Consumer<Chapter> work) {
        with(
                Book.class,
                step,
                book -> book.chapters.stream()
                        .sorted(Comparator.comparing(chapter -> chapter.tag))
                        .skip(step.value() % Math.max(1, book.chapters.size()))
                        .findFirst()
                        .ifPresent(work));
    }

    /** A new entity as the target says; the bits of the value say what a book has. */
    Thing make(Step step) {
        String tag = step.target();
        return switch (Kind.of(tag)) {
            case BOOK -> makeBook(tag, step.value());
            case REMARK -> new Remark(tag);
            case WRITER -> new Writer(tag);
            case MEMO -> new Memo(tag);
            case MEDIUM -> new Medium(tag);
            case FILM -> new Film(tag);
            case CHAPTER, LOG -> throw new IllegalArgumentException(tag);
        };
    }

    private static Book makeBook(String tag, int shape) {
        Book book = new Book(tag);
        for (int i = 0; i < shape % 3; i++) {
            book.add(new Chapter("chapter-" + i + "-" + tag));
        }
        if (shape % 4 == 0) {
            book.add(new Remark("remark-" + tag));
        }
        if (shape % 5 < 2) {
            book.writer = new Writer("writer-" + tag);
        }
        return book;
    }

    void persist(Thing made) {
        known.put(made.tag, made);
        hand.creating(session, made);
        session.persist(made);
    }

    void mergeNew(Thing made) {
        if (made instanceof Book book) {
            book.writer = null; // Merge does not cascade to it.
        }
        hand.creating(session, made);
        known.put(made.tag, session.merge(made));
    }

    /** Notes what will be persisted by cascade. */
    void created(Thing thing) {
        hand.creating(session, thing);
    }

    void rename(Thing thing, Step step) {
        thing.rename("t" + step.value());
        hand.changed(thing);
    }

    /** With all it cascades to: receivers may have loaded a collection that otherwise is not. */
    void detach(Thing thing) {
        if (!isInserted(thing)) {
            session.flush(); // Hibernate cannot detach what it has yet to insert.
        }
        if (thing instanceof Book book) {
            Hibernate.initialize(book.chapters);
            Hibernate.initialize(book.remarks);
        }
        session.detach(thing);
    }

    /**
     * Takes a chapter out of its book and removes it. If receivers flush in between, Hibernate has deleted it
     * by then.
     */
    void dropAndRemove(Chapter chapter) {
        chapter.bookItself().chapters.remove(chapter);
        if (!sequence.habits().contains(Habit.FLUSH_BEFORE)) {
            remove(chapter);
        }
    }

    void remove(Thing thing) {
        Book book = thing instanceof Book managed && session.contains(managed) ? managed : null;
        if (book != null) {
            hand.removing(session, book);
        }
        session.remove(thing);
        if (book != null) {
            hand.removed(session, book);
        }
        removed.add(thing.tag);
        lastRemoved = thing;
    }

    /** Removes what is in the database, without loading it unless Hibernate wants to. */
    void removeByReference(Kind kind, String tag) {
        Thing reference = refer(kind.thing(), tag);
        if (reference == null) {
            return;
        }
        hand.removingReference(reference);
        Book book = kind == Kind.BOOK && isBookNeeded() ? find(Book.class, tag) : null;
        if (book != null) {
            hand.removing(session, book);
        }
        session.remove(reference);
        if (book != null) {
            hand.removed(session, book);
        }
        removed.add(tag);
    }

    private boolean isBookNeeded() {
        return sequence.habits().contains(Habit.COUNT_REMOVED)
                || sequence.habits().contains(Habit.REMOVE_MEMO);
    }

    void persistRemoved() {
        if (lastRemoved != null && !sequence.settled()) {
            session.persist(lastRemoved);
        }
    }

    void detachAndMerge(Thing thing, Step step) {
        if (thing instanceof Book book && (isUnsaved(book.writer) || isUnsaved(book.memo))) {
            session.flush(); // Merge does not cascade to them.
        }
        detach(thing);
        rename(thing, step);
        if (thing instanceof Book book) {
            changeChapters(book, step);
        }
        known.put(thing.tag, session.merge(thing));
    }

    private boolean isInserted(Thing thing) {
        EntityEntry entry =
                ((SessionImplementor) session).getPersistenceContextInternal().getEntry(thing);
        return entry != null && entry.isExistsInDatabase();
    }

    private void changeChapters(Book book, Step step) {
        if (step.value() % 3 == 0) {
            book.chapters.clear();
        } else if (step.value() % 3 == 1 && !sequence.habits().contains(Habit.NOTE_CHAPTER)) {
            // What a receiver does to the book while it is merged would be overwritten with what is merged.
            created(book.add(new Chapter("chapter-" + step.value() + "-" + book)));
        }
    }

    private boolean isUnsaved(@Nullable Thing thing) {
        return thing != null && !session.contains(thing);
    }

    /** Not those to which receivers may have written since, as that would be overwritten. */
    void mergeDetached(Step step) {
        Thing last = known.getUnspoilt(step.target());
        if (last != null
                && last.id() != null
                && !session.contains(last)
                && !removed.contains(last.tag)
                && !isWrittenByReceivers(last)) {
            rename(last, step);
            known.put(last.tag, session.merge(last));
        }
    }

    private static boolean isWrittenByReceivers(Thing thing) {
        return thing instanceof Book || thing instanceof Medium;
    }

    void query(Kind kind) {
        answers.add(kind + " "
                + session.createSelectionQuery("select count(*) from " + kind.entityName(), Long.class)
                        .getSingleResult());
    }

    /** Without a flush Hibernate refuses a new entity as a parameter; whether it is new may be up to receivers that flush. */
    void queryByMemo(Book book) {
        if (book.memo != null && session.getHibernateFlushMode() != FlushMode.MANUAL) {
            answers.add("by memo "
                    + session.createSelectionQuery("select count(*) from Book where memo = :memo", Long.class)
                            .setParameter("memo", book.memo)
                            .getSingleResult());
        }
    }

    /** Hibernate does not know its tables, so what it answers depends on what has been flushed. */
    void nativeQuery() {
        session.createNativeQuery("select count(*) from Book", Object.class).getSingleResult();
    }
}
