package dev.signals.it.random;

import dev.signals.it.random.Bookshop.Book;
import dev.signals.it.random.Bookshop.Chapter;
import dev.signals.it.random.Bookshop.Imprint;
import dev.signals.it.random.Bookshop.Memo;
import dev.signals.it.random.Bookshop.Remark;
import dev.signals.it.random.Bookshop.Thing;
import dev.signals.it.random.Bookshop.Writer;
import java.util.EnumSet;
import java.util.Set;

/** What a step can do. */
enum Action {
    PERSIST((desk, step) -> desk.persist(desk.make(step))),

    PERSIST_AND_SET((desk, step) -> {
        Thing made = desk.make(step);
        desk.persist(made);
        desk.rename(made, step);
    }),

    PERSIST_AND_REMOVE((desk, step) -> {
        Thing made = desk.make(step);
        desk.persist(made);
        desk.remove(made);
    }),

    MERGE_NEW((desk, step) -> desk.mergeNew(desk.make(step))),

    SET((desk, step) -> desk.with(Thing.class, step, thing -> desk.rename(thing, step))),

    SET_IMPRINT((desk, step) -> desk.with(Book.class, step, book -> {
        if (book.imprint == null || step.value() % 4 == 0) {
            book.imprint = new Imprint("p", step.value());
        } else if (step.value() % 4 == 1) {
            book.imprint = null;
        } else {
            book.imprint.yearOfPrint = step.value();
        }
    })),

    NEW_WRITER((desk, step) -> desk.with(Book.class, step, book -> {
        book.writer = new Writer(Kind.WRITER.tag(step.value()));
        desk.created(book.writer);
    })),

    NEW_MEMO((desk, step) -> desk.with(Book.class, step, book -> {
        book.memo = new Memo(Kind.MEMO.tag(step.value()));
        desk.created(book.memo);
    })),

    /** The value is the number of a writer, of which only a reference is taken. */
    SHARE_WRITER((desk, step) -> desk.with(Book.class, step, book -> {
        Writer writer = desk.refer(Writer.class, Kind.WRITER.tag(step.value()));
        book.writer = writer == null ? book.writer : writer;
    })),

    NO_WRITER((desk, step) -> desk.with(Book.class, step, book -> book.writer = null)),

    ADD_CHAPTER((desk, step) -> desk.with(
            Book.class, step, book -> desk.created(book.add(new Chapter("chapter-" + step.value() + "-" + book))))),

    ADD_REMARK((desk, step) -> desk.with(
            Book.class, step, book -> desk.created(book.add(new Remark("remark-" + step.value() + "-" + book))))),

    SET_CHAPTER((desk, step) -> desk.withChapter(step, chapter -> desk.rename(chapter, step))),

    DROP_CHAPTER((desk, step) ->
            desk.withChapter(step, chapter -> chapter.bookItself().chapters.remove(chapter))),

    DROP_REMARKS((desk, step) -> desk.with(Book.class, step, book -> book.remarks.clear())),

    REMOVE_CHAPTER((desk, step) -> desk.withChapter(step, desk::dropAndRemove)),

    /** Its book still has it, and will persist it again. */
    REMOVE_KEPT_CHAPTER((desk, step) -> desk.withChapter(step, desk::remove)),

    LOAD_CHAPTERS((desk, step) -> desk.with(Book.class, step, book -> book.chapters.size())),

    ADD_LABEL((desk, step) -> desk.with(Memo.class, step, memo -> memo.labels.add("l" + step.value()))),

    DROP_LABELS((desk, step) -> desk.with(Memo.class, step, memo -> memo.labels.clear())),

    REMOVE((desk, step) -> desk.with(Thing.class, step, desk::remove)),

    REMOVE_BY_REFERENCE((desk, step) -> desk.removeByReference(Kind.of(step.target()), step.target())),

    PERSIST_REMOVED((desk, step) -> desk.persistRemoved()),

    MARK((desk, step) -> desk.with(Thing.class, step, thing -> {
        if (desk.hasVeto()) {
            thing.markForVeto(Moment.values()[step.value() % 4]);
        }
    })),

    FLUSH((desk, step) -> desk.session().flush()),

    CLEAR((desk, step) -> desk.session().clear()),

    FLUSH_AND_CLEAR((desk, step) -> {
        desk.session().flush();
        desk.session().clear();
    }),

    EVICT((desk, step) -> desk.with(Thing.class, step, desk::detach)),

    REFRESH((desk, step) -> desk.with(Thing.class, step, desk.session()::refresh)),

    PERSIST_MANAGED((desk, step) -> desk.with(Thing.class, step, desk.session()::persist)),

    DETACH_AND_MERGE((desk, step) -> desk.with(Thing.class, step, thing -> desk.detachAndMerge(thing, step))),

    /** What an earlier transaction has left. */
    MERGE_DETACHED((desk, step) -> desk.mergeDetached(step)),

    QUERY((desk, step) -> desk.query(Kind.of(step.target()))),

    /** With a parameter that may be new. */
    QUERY_BY_MEMO((desk, step) -> desk.with(Book.class, step, desk::queryByMemo)),

    NATIVE_QUERY((desk, step) -> desk.nativeQuery());

    /** Those whose target is not there yet. */
    static final Set<Action> MAKING = EnumSet.of(PERSIST, PERSIST_AND_SET, PERSIST_AND_REMOVE, MERGE_NEW);

    /** Which may set something back to what it was. */
    static final Set<Action> REVERTING = EnumSet.of(SET_IMPRINT, SHARE_WRITER, NO_WRITER);

    /** Whose children receivers are told of inside the cascade. */
    static final Set<Action> MERGING = EnumSet.of(MERGE_NEW, DETACH_AND_MERGE, MERGE_DETACHED);

    /** To which it matters what has been flushed. */
    static final Set<Action> UNSETTLING = EnumSet.of(
            NEW_WRITER,
            NEW_MEMO,
            SHARE_WRITER,
            NO_WRITER,
            DROP_CHAPTER,
            DROP_REMARKS,
            REMOVE_CHAPTER,
            REMOVE_KEPT_CHAPTER,
            REMOVE,
            REMOVE_BY_REFERENCE,
            CLEAR,
            EVICT,
            REFRESH,
            DETACH_AND_MERGE,
            MERGE_DETACHED);

    /** After which something announced may come to nothing. */
    static final Set<Action> FORGETTING = EnumSet.of(
            CLEAR,
            EVICT,
            REFRESH,
            DETACH_AND_MERGE,
            MERGE_DETACHED,
            PERSIST_REMOVED,
            REMOVE_CHAPTER,
            REMOVE_KEPT_CHAPTER);

    private final Move move;

    Action(Move move) {
        this.move = move;
    }

    void take(Desk desk, Step step) {
        move.take(desk, step);
    }

    private interface Move {
        void take(Desk desk, Step step);
    }
}
