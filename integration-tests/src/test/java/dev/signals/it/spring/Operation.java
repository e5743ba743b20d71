package dev.signals.it.spring;

import dev.signals.it.spring.SpringApplication.Note;
import jakarta.persistence.EntityManager;

/** The operations of an entity manager that would wait for a flush that does not come. */
enum Operation {
    PERSIST {
        @Override
        void execute(EntityManager entityManager, Note note) {
            entityManager.persist(new Note("for a"));
        }
    },
    MERGE {
        @Override
        void execute(EntityManager entityManager, Note note) {
            entityManager.merge(new Note("for a"));
        }
    },
    REMOVE {
        @Override
        void execute(EntityManager entityManager, Note note) {
            entityManager.remove(entityManager.find(Note.class, note.id));
        }
    };

    abstract void execute(EntityManager entityManager, Note note);
}
