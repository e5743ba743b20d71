package dev.signals.it.harmless;

import jakarta.persistence.AttributeConverter;
import java.io.Serializable;
import java.sql.Types;
import java.util.UUID;
import org.hibernate.type.descriptor.WrapperOptions;
import org.hibernate.usertype.UserType;

/** Classes whose values do not equal their own copies, as is common in applications. */
final class UnequalValues {

    private UnequalValues() {}

    /** Stored as JSON. */
    public static class Preferences {
        public String color = "red";
    }

    /**
     * Made by a converter here, and stored as JSON there. Then Hibernate does not know how to copy it, and takes each value for
     * changed.
     */
    public static class Note {
        public String text;
    }

    static class NoteConverter implements AttributeConverter<Note, String> {
        @Override
        public String convertToDatabaseColumn(Note note) {
            return note == null ? null : note.text;
        }

        @Override
        public Note convertToEntityAttribute(String column) {
            Note note = new Note();
            note.text = column;
            return column == null ? null : note;
        }
    }

    /** Made by a converter. */
    static class Word {
        String text;

        Word(String text) {
            this.text = text;
        }
    }

    static class WordConverter implements AttributeConverter<Word, String> {
        @Override
        public String convertToDatabaseColumn(Word word) {
            return word == null ? null : word.text;
        }

        @Override
        public Word convertToEntityAttribute(String column) {
            return column == null ? null : new Word(column);
        }
    }

    /** What is stored is different each time, since each encryption begins with a random number. */
    static class Secret {
        String text;

        Secret(String text) {
            this.text = text;
        }
    }

    static class SecretConverter implements AttributeConverter<Secret, String> {
        @Override
        public String convertToDatabaseColumn(Secret secret) {
            return secret == null ? null : UUID.randomUUID() + ":" + secret.text;
        }

        @Override
        public Secret convertToEntityAttribute(String column) {
            return column == null ? null : new Secret(column.substring(column.indexOf(':') + 1));
        }
    }

    /** Has {@code equals}, but what is stored is rounded. */
    record Price(double amount) {}

    static class PriceConverter implements AttributeConverter<Price, Long> {
        @Override
        public Long convertToDatabaseColumn(Price price) {
            return price == null ? null : Math.round(price.amount());
        }

        @Override
        public Price convertToEntityAttribute(Long column) {
            return column == null ? null : new Price(column);
        }
    }

    /** Stored as its bytes. */
    static class Coin implements Serializable {

        private static final long serialVersionUID = 1L;

        int worth = 1;
    }

    /** Stored by a type of the application that compares identities. */
    static class Route {
        String text;

        Route(String text) {
            this.text = text;
        }
    }

    static class RouteType implements UserType<Route> {
        @Override
        public int getSqlType() {
            return Types.VARCHAR;
        }

        @Override
        public Class<Route> returnedClass() {
            return Route.class;
        }

        @Override
        public boolean equals(Route left, Route right) {
            return left == right;
        }

        @Override
        public int hashCode(Route route) {
            return System.identityHashCode(route);
        }

        @Override
        public Route nullSafeGet(java.sql.ResultSet rows, int position, WrapperOptions options)
                throws java.sql.SQLException {
            String text = rows.getString(position);
            return text == null ? null : new Route(text);
        }

        @Override
        public void nullSafeSet(java.sql.PreparedStatement statement, Route route, int position, WrapperOptions options)
                throws java.sql.SQLException {
            statement.setString(position, route == null ? null : route.text);
        }

        @Override
        public Route deepCopy(Route route) {
            return route == null ? null : new Route(route.text);
        }

        @Override
        public boolean isMutable() {
            return true;
        }

        @Override
        public Serializable disassemble(Route route) {
            return route == null ? null : route.text;
        }

        @Override
        public Route assemble(Serializable cached, Object owner) {
            return cached == null ? null : new Route((String) cached);
        }
    }
}
