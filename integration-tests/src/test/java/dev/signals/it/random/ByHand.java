package dev.signals.it.random;

import dev.signals.it.random.Bookshop.Book;
import dev.signals.it.random.Bookshop.Chapter;
import dev.signals.it.random.Bookshop.Medium;
import dev.signals.it.random.Bookshop.Memo;
import dev.signals.it.random.Bookshop.Thing;
import java.util.Set;
import org.hibernate.FlushMode;
import org.hibernate.Hibernate;
import org.hibernate.Session;

/** What a program without the library has to do in order to have the same rows, except those of the log. */
record ByHand(Set<Habit> habits) implements Hand {

    @Override
    public void creating(Session session, Thing thing) {
        if (thing instanceof Book book) {
            creatingBook(session, book);
        } else if (thing instanceof Medium medium && habits.contains(Habit.RATE)) {
            medium.rating = 1;
        } else if (thing instanceof Chapter chapter && habits.contains(Habit.NOTE_CHAPTER)) {
            chapter.noteInBook();
        }
        changed(thing);
    }

    private void creatingBook(Session session, Book book) {
        if (habits.contains(Habit.ADD_CHAPTER)) {
            book.addFirstChapter();
        }
        if (habits.contains(Habit.ADD_MEMO)) {
            Memo memo = new Memo("memo-" + book);
            creating(session, memo);
            session.persist(memo);
        }
        book.chapters.forEach(chapter -> creating(session, chapter));
        book.remarks.forEach(remark -> creating(session, remark));
        if (book.writer != null) {
            creating(session, book.writer);
        }
    }

    @Override
    public void changed(Thing thing) {
        if (habits.contains(Habit.SET_SLUG)) {
            thing.setSlug();
        }
    }

    @Override
    public void removing(Session session, Book book) {
        if (habits.contains(Habit.COUNT_REMOVED)) {
            book.countInWriter();
        }
    }

    /**
     * As if somebody wanted to hear of it. Otherwise Hibernate may leave the deletion out of the flush before
     * a query.
     */
    @Override
    public void removingReference(Thing reference) {
        Hibernate.initialize(reference);
    }

    @Override
    public void removed(Session session, Book book) {
        if (habits.contains(Habit.REMOVE_MEMO)) {
            book.removeMemo(session);
        }
    }

    @Override
    public void committing(Session session) {
        if (habits.contains(Habit.COUNT_CHAPTERS)) {
            if (session.getHibernateFlushMode() != FlushMode.MANUAL) {
                session.flush();
            }
            session.createMutationQuery(
                            "update Book b set b.chapterCount = (select count(*) from Chapter c where c.book = b)")
                    .executeUpdate();
        }
    }
}
