package dev.signals.it.random;

import jakarta.persistence.CascadeType;
import jakarta.persistence.Column;
import jakarta.persistence.ElementCollection;
import jakarta.persistence.Embeddable;
import jakarta.persistence.Embedded;
import jakarta.persistence.Entity;
import jakarta.persistence.EnumType;
import jakarta.persistence.Enumerated;
import jakarta.persistence.FetchType;
import jakarta.persistence.GeneratedValue;
import jakarta.persistence.GenerationType;
import jakarta.persistence.Id;
import jakarta.persistence.Inheritance;
import jakarta.persistence.InheritanceType;
import jakarta.persistence.ManyToOne;
import jakarta.persistence.MappedSuperclass;
import jakarta.persistence.OneToMany;
import jakarta.persistence.Transient;
import jakarta.persistence.Version;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import org.hibernate.Hibernate;
import org.hibernate.Session;
import org.hibernate.annotations.DynamicUpdate;
import org.hibernate.proxy.HibernateProxy;
import org.hibernate.proxy.LazyInitializer;
import org.jspecify.annotations.Nullable;

/** The entities of the random sequences. */
final class Bookshop {

    private Bookshop() {}

    static Class<?>[] entities() {
        return new Class<?>[] {
            Book.class, Chapter.class, Remark.class, Writer.class, Memo.class, Medium.class, Film.class, LogRow.class
        };
    }

    /**
     * What all of them have, except the log. Fields are to be read from the entity itself, never from a proxy, and written
     * by methods of it, since the enhancer does not see what others write into fields of a mapped superclass.
     */
    @MappedSuperclass
    abstract static class Thing {
        /** Names the entity in a sequence; the same on both sides, unlike generated identifiers. */
        String tag;

        String title = "new";

        /** Set by a receiver. */
        @Column(nullable = false)
        String slug;

        /** At which signal a receiver throws; null for at none. */
        @Enumerated(EnumType.STRING)
        @Nullable
        Moment veto;

        @Transient
        private final Set<Habit> shown = EnumSet.noneOf(Habit.class);

        abstract @Nullable Object id();

        /**
         * True at the first call, for receivers that do something once for each entity, however often they are
         * called.
         */
        boolean shows(Habit habit) {
            return shown.add(habit);
        }

        void rename(String to) {
            title = to;
        }

        void markForVeto(Moment moment) {
            veto = moment;
        }

        /** What PRE_SAVE sets. */
        void setSlug() {
            slug = title.toUpperCase(Locale.ROOT);
        }

        /** All own attributes that a save is about. */
        String state() {
            return title + " " + slug + " " + veto;
        }

        @Override
        public String toString() {
            return tag;
        }
    }

    @Entity(name = "Book")
    @DynamicUpdate
    static class Book extends Thing {
        @Id
        @GeneratedValue
        Long id;

        /** Kept up to date by a receiver of the chapters. */
        int chapterCount;

        /** Set by a receiver of the chapters. */
        String lastChapter;

        @Embedded
        Imprint imprint;

        @ManyToOne(cascade = CascadeType.PERSIST, fetch = FetchType.LAZY)
        Writer writer;

        @ManyToOne(cascade = CascadeType.PERSIST, fetch = FetchType.LAZY)
        Memo memo;

        @OneToMany(mappedBy = "book", cascade = CascadeType.ALL, orphanRemoval = true)
        List<Chapter> chapters = new ArrayList<>();

        @OneToMany(mappedBy = "book", cascade = CascadeType.ALL, orphanRemoval = true)
        List<Remark> remarks = new ArrayList<>();

        Book() {}

        Book(String tag) {
            this.tag = tag;
        }

        Chapter add(Chapter chapter) {
            chapter.book = this;
            chapters.add(chapter);
            return chapter;
        }

        Remark add(Remark remark) {
            remark.book = this;
            remarks.add(remark);
            return remark;
        }

        void addFirstChapter() {
            if (chapters.isEmpty()) {
                add(new Chapter("chapter-" + tag));
            }
        }

        void countInWriter() {
            if (writer != null) {
                ((Writer) Hibernate.unproxy(writer)).removedBooks++;
            }
        }

        void removeMemo(Session session) {
            Object id = idOf(memo);
            Memo managed = id == null ? null : session.find(Memo.class, id);
            if (managed != null) {
                session.remove(managed);
            }
        }

        @Override
        Long id() {
            return id;
        }

        @Override
        String state() {
            return super.state() + " " + chapterCount + " " + lastChapter + " " + imprint + " " + named(writer) + " "
                    + named(memo);
        }
    }

    @Embeddable
    static class Imprint {
        String place;
        Integer yearOfPrint;

        Imprint() {}

        Imprint(String place, int yearOfPrint) {
            this.place = place;
            this.yearOfPrint = yearOfPrint;
        }

        @Override
        public String toString() {
            return place + yearOfPrint;
        }
    }

    @Entity(name = "Chapter")
    static class Chapter extends Thing {
        @Id
        @GeneratedValue
        Long id;

        @ManyToOne(fetch = FetchType.LAZY)
        Book book;

        Chapter() {}

        Chapter(String tag) {
            this.tag = tag;
        }

        Book bookItself() {
            return (Book) Hibernate.unproxy(book);
        }

        void noteInBook() {
            bookItself().lastChapter = tag;
        }

        @Override
        Long id() {
            return id;
        }
    }

    /** Stands alone or belongs to a book. Its row is inserted by {@code persist}. */
    @Entity(name = "Remark")
    static class Remark extends Thing {
        @Id
        @GeneratedValue(strategy = GenerationType.IDENTITY)
        Long id;

        @ManyToOne(fetch = FetchType.LAZY)
        Book book;

        Remark() {}

        Remark(String tag) {
            this.tag = tag;
        }

        @Override
        Long id() {
            return id;
        }
    }

    /** Its identifier is assigned. */
    @Entity(name = "Writer")
    static class Writer extends Thing {
        @Id
        String id;

        /** Kept by a receiver of the books. */
        int removedBooks;

        Writer() {}

        Writer(String tag) {
            this.tag = tag;
            this.id = tag;
        }

        @Override
        String id() {
            return id;
        }

        @Override
        String state() {
            return super.state() + " " + removedBooks;
        }
    }

    @Entity(name = "Memo")
    static class Memo extends Thing {
        @Id
        @GeneratedValue
        Long id;

        @Version
        int version;

        @ElementCollection
        List<String> labels = new ArrayList<>();

        Memo() {}

        Memo(String tag) {
            this.tag = tag;
        }

        @Override
        Long id() {
            return id;
        }
    }

    @Entity(name = "Medium")
    @Inheritance(strategy = InheritanceType.JOINED)
    static class Medium extends Thing {
        @Id
        @GeneratedValue
        Long id;

        /** Set by a receiver when the row is there. */
        int rating;

        Medium() {}

        Medium(String tag) {
            this.tag = tag;
        }

        @Override
        Long id() {
            return id;
        }

        @Override
        String state() {
            return super.state() + " " + rating;
        }
    }

    @Entity(name = "Film")
    static class Film extends Medium {
        int minutes;

        Film() {}

        Film(String tag) {
            super(tag);
        }

        @Override
        String state() {
            return super.state() + " " + minutes;
        }
    }

    /** Written by receivers. */
    @Entity(name = "LogRow")
    static class LogRow {
        @Id
        @GeneratedValue
        Long id;

        /** Signal and tag. */
        String line;

        LogRow() {}

        LogRow(String line) {
            this.line = line;
        }
    }

    /** The tag of an entity, or the identifier of a proxy. */
    private static @Nullable Object named(@Nullable Thing thing) {
        return HibernateProxy.extractLazyInitializer(thing) == null ? thing : idOf(thing);
    }

    /** The identifier of an entity or proxy, without loading it. */
    static @Nullable Object idOf(@Nullable Object thing) {
        LazyInitializer proxy = HibernateProxy.extractLazyInitializer(thing);
        return proxy != null ? proxy.getInternalIdentifier() : thing == null ? null : ((Thing) thing).id();
    }
}
