package dev.signals.it.model;

import jakarta.persistence.AttributeConverter;
import jakarta.persistence.Basic;
import jakarta.persistence.Column;
import jakarta.persistence.Convert;
import jakarta.persistence.Embeddable;
import jakarta.persistence.Embedded;
import jakarta.persistence.Entity;
import jakarta.persistence.Enumerated;
import jakarta.persistence.FetchType;
import jakarta.persistence.Id;
import jakarta.persistence.Inheritance;
import jakarta.persistence.ManyToOne;
import java.math.BigDecimal;

/** Entities with attributes of many types. */
final class Press {

    enum Status {
        DRAFT,
        REVIEW {
            @Override
            public String toString() {
                return "in review";
            }
        },
        PUBLISHED
    }

    /** Has no {@code equals}, so only the type of the attribute can compare it. */
    static class Code {
        final String text;

        Code(String text) {
            this.text = text;
        }
    }

    static class CodeConverter implements AttributeConverter<Code, String> {
        @Override
        public String convertToDatabaseColumn(Code code) {
            return code == null || code.text.isEmpty() ? null : code.text;
        }

        @Override
        public Code convertToEntityAttribute(String text) {
            return text == null ? null : new Code(text);
        }
    }

    @Embeddable
    static class Place {
        String city;

        @ManyToOne(fetch = FetchType.LAZY)
        Author mayor;

        Place() {}

        Place(String city) {
            this.city = city;
        }
    }

    @Entity(name = "Author")
    static class Author {
        @Id
        Long id;

        Author() {}

        Author(long id) {
            this.id = id;
        }
    }

    @Entity(name = "Article")
    @Inheritance
    static class Article {
        @Id
        Long id;

        @Enumerated
        Status status;

        String title;
        int views;

        @Column(precision = 10, scale = 2)
        BigDecimal price;

        byte[] cover;

        @Basic(fetch = FetchType.LAZY)
        String body;

        @Convert(converter = CodeConverter.class)
        Code code;

        @Embedded
        Place place;

        @ManyToOne(fetch = FetchType.LAZY)
        Author author;
    }

    @Entity(name = "Review")
    static class Review extends Article {
        Integer stars;
    }

    private Press() {}
}
