package dev.signals.it.random;

import static dev.signals.Options.filter;
import static dev.signals.Options.includingSubtypes;
import static dev.signals.Options.order;

import dev.signals.Connection;
import dev.signals.SignalReceiver;
import dev.signals.hibernate.FactorySignals;
import dev.signals.hibernate.event.ModelEvent;
import dev.signals.hibernate.event.PreSave;
import dev.signals.it.random.Bookshop.Book;
import dev.signals.it.random.Bookshop.Chapter;
import dev.signals.it.random.Bookshop.LogRow;
import dev.signals.it.random.Bookshop.Medium;
import dev.signals.it.random.Bookshop.Memo;
import dev.signals.it.random.Bookshop.Thing;
import java.util.List;
import java.util.function.Function;
import org.hibernate.Hibernate;
import org.hibernate.Session;

/** Something that receivers do. {@link ByHand} does the same without the library. */
enum Habit {

    /** A column is derived from another, in time for its NOT NULL. */
    SET_SLUG(signals -> List.of(
            signals.preSave().connect(Thing.class, event -> event.instance().setSlug(), includingSubtypes()))),

    /** A new book without chapters gets one. */
    ADD_CHAPTER(signals -> List.of(signals.preSave().connect(Book.class, Habit::addChapter))),

    /** A new book gets a memo, to which nothing refers. */
    ADD_MEMO(signals -> List.of(signals.preSave().connect(Book.class, Habit::addMemo))),

    /** A log row for each announcement of a change. */
    LOG_CHANGES(signals -> List.of(signals.preSave()
            .connect(
                    Thing.class,
                    event -> log(event, Moment.PRE_SAVE),
                    includingSubtypes(),
                    filter(event -> !event.isNew())))),

    /** A log row for each row that was inserted. */
    LOG_CREATED(signals -> List.of(signals.postSave()
            .connect(
                    Thing.class,
                    event -> log(event, Moment.POST_SAVE),
                    includingSubtypes(),
                    filter(event -> event.created())))),

    /** A log row for each row that will be deleted. */
    LOG_REMOVED(signals -> List.of(
            signals.preDelete().connect(Thing.class, event -> log(event, Moment.PRE_DELETE), includingSubtypes()))),

    /** A log row for each row that was deleted. */
    LOG_DELETED(signals -> List.of(
            signals.postDelete().connect(Thing.class, event -> log(event, Moment.POST_DELETE), includingSubtypes()))),

    /** A writer knows how many books were removed. */
    COUNT_REMOVED(signals -> List.of(
            signals.preDelete().connect(Book.class, event -> event.instance().countInWriter()))),

    /** Receivers throw for what is marked so. */
    VETO(signals -> List.of(
            signals.preSave().connect(Thing.class, throwing(Moment.PRE_SAVE), includingSubtypes()),
            signals.postSave().connect(Thing.class, throwing(Moment.POST_SAVE), includingSubtypes()),
            signals.preDelete().connect(Thing.class, throwing(Moment.PRE_DELETE), includingSubtypes()),
            signals.postDelete().connect(Thing.class, throwing(Moment.POST_DELETE), includingSubtypes()))),

    /** A book knows how many chapters it has, which the receivers ask the database. */
    COUNT_CHAPTERS(signals -> List.of(
            signals.postSave().connect(Chapter.class, Habit::countChapters),
            signals.postDelete().connect(Chapter.class, Habit::countChapters))),

    /** What was saved is changed once more. */
    RATE(signals -> List.of(signals.postSave()
            .connect(Medium.class, Habit::rate, includingSubtypes(), filter(event -> event.created())))),

    /** The memo of a book goes with it. */
    REMOVE_MEMO(signals -> List.of(signals.postDelete().connect(Book.class, Habit::removeMemo))),

    /** A new chapter is noted in its book, whenever that comes to be. */
    NOTE_CHAPTER(signals -> List.of(signals.preSave().connect(Chapter.class, Habit::noteChapter))),

    QUERY_BEFORE(signals -> before(signals, Habit::query)),

    FLUSH_BEFORE(signals -> before(signals, Habit::flush)),

    QUERY_AFTER(signals -> after(signals, Habit::query)),

    FLUSH_AFTER(signals -> after(signals, Habit::flush));

    private final Function<FactorySignals, List<Connection>> receivers;

    Habit(Function<FactorySignals, List<Connection>> receivers) {
        this.receivers = receivers;
    }

    List<Connection> connect(FactorySignals signals) {
        return receivers.apply(signals);
    }

    /**
     * Whether the rows depend on when the session is flushed, or change that, so that no program does quite
     * the same.
     */
    boolean isTimed() {
        return compareTo(COUNT_CHAPTERS) >= 0;
    }

    private static boolean isFirstOf(PreSave<? extends Thing> event, Habit habit) {
        return event.isNew() && event.instance().shows(habit);
    }

    private static void addChapter(PreSave<Book> event) {
        if (isFirstOf(event, ADD_CHAPTER)) {
            event.instance().addFirstChapter();
        }
    }

    private static void addMemo(PreSave<Book> event) {
        if (isFirstOf(event, ADD_MEMO)) {
            event.session().persist(new Memo("memo-" + event.instance()));
        }
    }

    private static void removeMemo(ModelEvent<Book> event) {
        event.instance().removeMemo(event.session());
    }

    private static void noteChapter(PreSave<Chapter> event) {
        if (isFirstOf(event, NOTE_CHAPTER)) {
            event.instance().noteInBook();
        }
    }

    private static void log(ModelEvent<Thing> event, Moment moment) {
        event.session().persist(new LogRow(moment + " " + event.instance()));
    }

    private static void countChapters(ModelEvent<Chapter> event) {
        Session session = event.session();
        Object id = Bookshop.idOf(event.instance().book);
        Book book = id == null ? null : (Book) Hibernate.unproxy(session.find(Book.class, id));
        if (book != null) {
            book.chapterCount = session.createSelectionQuery(
                            "select count(*) from Chapter where book = :book", Long.class)
                    .setParameter("book", book)
                    .getSingleResult()
                    .intValue();
        }
    }

    /** The instance may have been detached since its row was inserted, ahead of an IDENTITY row. */
    private static void rate(ModelEvent<Medium> event) {
        Medium managed = (Medium) Hibernate.unproxy(event.session().find(event.sender(), event.id()));
        if (managed != null) {
            managed.rating = 1;
        }
    }

    private static SignalReceiver<ModelEvent<Thing>> throwing(Moment moment) {
        return event -> {
            if (event.instance().veto == moment) {
                throw new VetoException(event.toString());
            }
        };
    }

    private static List<Connection> before(FactorySignals signals, SignalReceiver<ModelEvent<Thing>> receiver) {
        return List.of(
                signals.preSave().connect(Thing.class, receiver, includingSubtypes(), order(-1)),
                signals.preDelete().connect(Thing.class, receiver, includingSubtypes(), order(-1)));
    }

    private static List<Connection> after(FactorySignals signals, SignalReceiver<ModelEvent<Thing>> receiver) {
        return List.of(
                signals.postSave().connect(Thing.class, receiver, includingSubtypes(), order(-1)),
                signals.postDelete().connect(Thing.class, receiver, includingSubtypes(), order(-1)));
    }

    /** Of the table of the entity itself. */
    private static void query(ModelEvent<?> event) {
        event.session()
                .createSelectionQuery("select count(*) from " + event.entityName(), Long.class)
                .getSingleResult();
    }

    private static void flush(ModelEvent<?> event) {
        if (!event.insideFlush() && !event.insideCascade()) {
            event.session().flush();
        }
    }

    /** What receivers of {@link #VETO} throw. */
    static final class VetoException extends RuntimeException {
        private static final long serialVersionUID = 1L;

        VetoException(String message) {
            super(message);
        }
    }
}
