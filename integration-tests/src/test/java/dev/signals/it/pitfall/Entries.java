package dev.signals.it.pitfall;

import jakarta.persistence.Entity;
import jakarta.persistence.GeneratedValue;
import jakarta.persistence.GenerationType;
import jakarta.persistence.Id;

/** Entities with a text and nothing else, one for each kind of identifier. */
final class Entries {

    private Entries() {}

    @Entity(name = "Note")
    static class Note {
        @Id
        @GeneratedValue(strategy = GenerationType.SEQUENCE)
        Long id;

        String text;

        Note() {}

        Note(String text) {
            this.text = text;
        }
    }

    @Entity(name = "Line")
    static class Line {
        @Id
        @GeneratedValue(strategy = GenerationType.IDENTITY)
        Long id;

        String text;

        Line() {}

        Line(String text) {
            this.text = text;
        }
    }

    @Entity(name = "Code")
    static class Code {
        @Id
        String code;

        String text;

        Code() {}

        Code(String code) {
            this.code = code;
        }
    }
}
