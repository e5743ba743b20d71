package dev.signals.processor;

import dev.signals.hibernate.Receiver;
import dev.signals.hibernate.event.CollectionChanged;
import dev.signals.hibernate.event.PostSave;
import dev.signals.hibernate.event.PreSave;
import jakarta.persistence.ElementCollection;
import jakarta.persistence.Entity;
import jakarta.persistence.Id;
import java.util.List;

/** Receivers that the compiler knows from their class file only. */
public abstract class LibraryReceivers<T> {

    /** An entity that the compiler knows from its class file only. */
    @Entity
    public static class Book {
        @Id
        private Long id;

        private String isbn;

        @ElementCollection
        private List<String> chapters;
    }

    @Receiver(uid = "library", onChange = "isbn")
    void saved(PostSave<T> event) {}

    @Receiver(attribute = "chapters")
    void written(CollectionChanged<T> event) {}

    @Receiver(onChange = "isnb")
    void wrong(PreSave<Book> event) {}
}
