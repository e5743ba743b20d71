package dev.signals.it.model;

import jakarta.persistence.Basic;
import jakarta.persistence.CascadeType;
import jakarta.persistence.Embeddable;
import jakarta.persistence.Embedded;
import jakarta.persistence.Entity;
import jakarta.persistence.FetchType;
import jakarta.persistence.GeneratedValue;
import jakarta.persistence.Id;
import jakarta.persistence.ManyToOne;
import jakarta.persistence.MappedSuperclass;
import jakarta.persistence.OneToMany;
import jakarta.persistence.OneToOne;
import java.util.ArrayList;
import java.util.List;
import org.hibernate.annotations.DynamicUpdate;
import org.hibernate.annotations.LazyGroup;

/** A document and what belongs to it, with attributes that are lazy if they are enhanced. */
final class Documents {

    static final Class<?>[] ENTITIES = {Document.class, Summary.class, Page.class, Folder.class, Label.class};

    private Documents() {}

    @MappedSuperclass
    abstract static class Base {
        @Id
        @GeneratedValue
        Long id;

        String title;

        void setTitle(String title) {
            this.title = title;
        }
    }

    @Entity(name = "Document")
    static class Document extends Base {
        String slug;

        @Basic(fetch = FetchType.LAZY)
        String body;

        @Basic(fetch = FetchType.LAZY)
        @LazyGroup("scan")
        String scan;

        @Embedded
        Origin origin = new Origin();

        @OneToOne(mappedBy = "document", fetch = FetchType.LAZY, cascade = CascadeType.ALL, orphanRemoval = true)
        Summary summary;

        @OneToMany(mappedBy = "document", cascade = CascadeType.ALL, orphanRemoval = true)
        List<Page> pages = new ArrayList<>();

        @ManyToOne(fetch = FetchType.LAZY, cascade = CascadeType.ALL)
        Folder folder;

        static Document complete() {
            Document document = new Document();
            document.title = "t";
            document.body = "b";
            document.scan = "s";
            document.origin.place = "p";
            document.folder = new Folder();
            document.summarize("sum");
            Page page = new Page();
            page.document = document;
            document.pages.add(page);
            return document;
        }

        void summarize(String text) {
            summary = new Summary();
            summary.document = this;
            summary.text = text;
        }
    }

    @Embeddable
    static class Origin {
        String place;
    }

    @Entity(name = "Summary")
    static class Summary {
        @Id
        @GeneratedValue
        Long id;

        @OneToOne(fetch = FetchType.LAZY)
        Document document;

        String text;
    }

    @Entity(name = "Page")
    static class Page {
        @Id
        @GeneratedValue
        Long id;

        @ManyToOne(fetch = FetchType.LAZY)
        Document document;

        String text;
    }

    /** The constructor makes a child, so an instance that has yet to be loaded holds one that is nobody's. */
    @Entity(name = "Folder")
    static class Folder extends Base {
        @OneToOne(cascade = CascadeType.ALL)
        Label label = new Label();
    }

    /** Can be changed without being loaded. */
    @Entity(name = "Label")
    @DynamicUpdate
    static class Label {
        @Id
        @GeneratedValue
        Long id;

        String text;
        String color;

        void setText(String text) {
            this.text = text;
        }
    }
}
