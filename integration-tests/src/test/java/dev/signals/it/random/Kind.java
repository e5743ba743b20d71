package dev.signals.it.random;

import dev.signals.it.random.Bookshop.Book;
import dev.signals.it.random.Bookshop.Chapter;
import dev.signals.it.random.Bookshop.Film;
import dev.signals.it.random.Bookshop.LogRow;
import dev.signals.it.random.Bookshop.Medium;
import dev.signals.it.random.Bookshop.Memo;
import dev.signals.it.random.Bookshop.Remark;
import dev.signals.it.random.Bookshop.Thing;
import dev.signals.it.random.Bookshop.Writer;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;

/** The entity classes and where their rows are. */
enum Kind {
    BOOK(
            Book.class,
            "Book",
            "tag, title, slug, veto, chapterCount, lastChapter, place, yearOfPrint, writer_id, memo_id",
            List.of("book")),
    CHAPTER(Chapter.class, "Chapter", "tag, title, slug, veto, book_id", List.of("chapter")),
    REMARK(Remark.class, "Remark", "tag, title, slug, veto, book_id", List.of("remark")),
    WRITER(Writer.class, "Writer", "tag, title, slug, veto, removedBooks", List.of("writer")),
    MEMO(Memo.class, "Memo", "tag, title, slug, veto, version", List.of("memo")),
    MEDIUM(
            Medium.class,
            "Medium where id not in (select id from Film)",
            "tag, title, slug, veto, rating",
            List.of("medium")),
    FILM(
            Film.class,
            "Film join Medium on Medium.id = Film.id",
            "tag, title, slug, veto, rating, minutes",
            List.of("film", "medium")),
    LOG(LogRow.class, "LogRow", "line", List.of("logrow"));

    /** Those that steps make; chapters come with their books. */
    static final List<Kind> ROOTS = List.of(BOOK, REMARK, WRITER, MEMO, MEDIUM, FILM);

    static final String VERSION = "version";

    private final Class<?> entity;
    private final String from;
    private final List<String> columns;
    private final List<String> tables;

    Kind(Class<?> entity, String from, String columns, List<String> tables) {
        this.entity = entity;
        this.from = from;
        this.columns = List.of(columns.split(", "));
        this.tables = tables;
    }

    static Kind of(Class<?> entity) {
        return Arrays.stream(values())
                .filter(kind -> kind.entity == entity)
                .findFirst()
                .orElseThrow();
    }

    /** The kind of what is tagged so. */
    static Kind of(String tag) {
        return valueOf(tag.replaceAll("[-0-9].*", "").toUpperCase(Locale.ROOT));
    }

    String tag(int number) {
        return name().toLowerCase(Locale.ROOT) + number;
    }

    Class<? extends Thing> thing() {
        return entity.asSubclass(Thing.class);
    }

    String entityName() {
        return entity.getSimpleName();
    }

    /** All but the identifier. */
    List<String> columns() {
        return columns;
    }

    String select() {
        return "select " + tables.get(0) + ".id, " + String.join(", ", columns) + " from " + from;
    }

    /** The tables a row of this kind is in, that of its own first. */
    List<String> tables() {
        return tables;
    }
}
