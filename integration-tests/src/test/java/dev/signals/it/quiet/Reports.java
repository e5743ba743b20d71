package dev.signals.it.quiet;

import jakarta.persistence.Embeddable;
import jakarta.persistence.Embedded;
import jakarta.persistence.Entity;
import jakarta.persistence.Id;
import jakarta.persistence.Version;
import java.util.List;
import org.hibernate.annotations.JdbcTypeCode;
import org.hibernate.annotations.Struct;
import org.hibernate.type.SqlTypes;

/** Embeddables that are stored in one column, and entities around them. */
final class Reports {

    private Reports() {}

    static Summary summary() {
        Summary summary = new Summary();
        summary.title = "old";
        summary.pages = 1;
        summary.imprint = new Imprint();
        summary.imprint.city = "Rome";
        summary.imprint.year = 1999;
        summary.author = new Author("Ada", 36);
        return summary;
    }

    static Report report() {
        Report report = new Report();
        report.slug = "slug";
        report.summary = summary();
        return report;
    }

    @Embeddable
    static class Author {
        String name;
        Integer age;

        Author() {}

        Author(String name, Integer age) {
            this.name = name;
            this.age = age;
        }

        @Override
        public String toString() {
            return name + " " + age;
        }
    }

    @Embeddable
    static class Imprint {
        String city;
        Integer year;

        @Override
        public String toString() {
            return city + " " + year;
        }
    }

    @Embeddable
    static class Summary {
        String title;
        Integer pages;

        @Embedded
        Imprint imprint;

        @JdbcTypeCode(SqlTypes.JSON)
        @Embedded
        Author author;

        @Override
        public String toString() {
            return title + ", " + pages + ", " + imprint + ", " + author;
        }
    }

    @Embeddable
    static class Note {
        String text;
    }

    @Entity(name = "Report")
    static class Report {
        @Id
        long id;

        @Version
        int version;

        int views;
        String slug;

        @JdbcTypeCode(SqlTypes.JSON)
        @Embedded
        Summary summary;

        @JdbcTypeCode(SqlTypes.JSON)
        @Embedded
        Note note;
    }

    @Entity(name = "Review")
    static class Review {
        @Id
        long id;

        @JdbcTypeCode(SqlTypes.JSON)
        @Embedded
        Imprint imprint;
    }

    @Entity(name = "Club")
    static class Club {
        @Id
        long id;

        @JdbcTypeCode(SqlTypes.JSON_ARRAY)
        List<Author> members = List.of(new Author("Eve", 1));
    }

    @Embeddable
    static class Place {
        String street;

        @JdbcTypeCode(SqlTypes.JSON)
        @Embedded
        Imprint imprint;
    }

    @Embeddable
    static class Around {
        String name;

        @Embedded
        Place place;
    }

    @Entity(name = "Shop")
    static class Shop {
        @Id
        long id;

        @Embedded
        Around around;
    }

    @Entity(name = "Leaflet")
    static class Leaflet {
        @Id
        long id;

        @JdbcTypeCode(SqlTypes.SQLXML)
        @Embedded
        Imprint imprint;

        String slug;
    }

    @Embeddable
    @Struct(name = "imprint_type")
    static class Typed {
        String city;
        Integer year;

        @Override
        public String toString() {
            return city + " " + year;
        }
    }

    @Entity(name = "Poster")
    static class Poster {
        @Id
        long id;

        Typed imprint;
        Typed[] others;
        String slug;
    }
}
