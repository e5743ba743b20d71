package dev.signals.it.harmless;

import jakarta.persistence.AttributeConverter;
import java.io.Serializable;
import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;
import java.net.InetAddress;
import java.net.UnknownHostException;
import java.sql.Blob;
import java.sql.Clob;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Types;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.EnumSet;
import java.util.List;
import java.util.Objects;
import java.util.UUID;
import org.hibernate.Hibernate;
import org.hibernate.annotations.ValueGenerationType;
import org.hibernate.engine.spi.SharedSessionContractImplementor;
import org.hibernate.generator.BeforeExecutionGenerator;
import org.hibernate.generator.EventType;
import org.hibernate.id.uuid.UuidValueGenerator;
import org.hibernate.type.descriptor.WrapperOptions;
import org.hibernate.usertype.UserType;
import org.jspecify.annotations.NullUnmarked;

/** Classes of values that generated entities have, with their converters and types. Public, as the entities live in another package. */
@NullUnmarked
public final class Values {

    private Values() {}

    public static InetAddress address(int n) {
        try {
            return InetAddress.getByAddress(new byte[] {10, 0, 0, (byte) n});
        } catch (UnknownHostException e) {
            throw new IllegalStateException(e);
        }
    }

    public static Blob blob(int n) {
        return Hibernate.getLobHelper().createBlob(new byte[] {(byte) n});
    }

    public static Clob clob(int n) {
        return Hibernate.getLobHelper().createClob("c" + n);
    }

    public enum Level {
        LOW,
        MIDDLE,
        HIGH;

        public static Level of(int n) {
            return values()[Math.floorMod(n, 3)];
        }
    }

    /** Has no equals, so it never equals its own copy; the hash code keeps the order of sets the same in each run. */
    public static class Word implements Part {

        public String text;

        public Word() {}

        public Word(String text) {
            this.text = text;
        }

        @Override
        public void mutate(int n) {
            text = "w" + n;
        }

        @Override
        public int hashCode() {
            return 1;
        }

        @Override
        public boolean equals(Object other) {
            return this == other;
        }

        @Override
        public String shown() {
            return text;
        }
    }

    /** Equals by content, and mutable. */
    public static class Term implements Part, Serializable {

        private static final long serialVersionUID = 1L;

        public String text;

        public Term() {}

        public Term(String text) {
            this.text = text;
        }

        @Override
        public void mutate(int n) {
            text = "t" + n;
        }

        @Override
        public boolean equals(Object other) {
            return other instanceof Term term && Objects.equals(text, term.text);
        }

        @Override
        public int hashCode() {
            return Objects.hashCode(text);
        }

        @Override
        public String shown() {
            return "[text=" + text
                    + "]"; // as the map that Hibernate reads instead from an element that is a list in JSON
        }
    }

    public static class WordConverter implements AttributeConverter<Word, String> {

        @Override
        public String convertToDatabaseColumn(Word word) {
            return word == null ? null : word.text;
        }

        @Override
        public Word convertToEntityAttribute(String text) {
            return text == null ? null : new Word(text);
        }
    }

    public static class TermConverter implements AttributeConverter<Term, String> {

        @Override
        public String convertToDatabaseColumn(Term term) {
            return term == null ? null : term.text;
        }

        @Override
        public Term convertToEntityAttribute(String text) {
            return text == null ? null : new Term(text);
        }
    }

    /** What is read is not what was written. */
    public static class LossyConverter implements AttributeConverter<String, String> {

        @Override
        public String convertToDatabaseColumn(String text) {
            return text == null ? null : text + "+";
        }

        @Override
        public String convertToEntityAttribute(String text) {
            return text;
        }
    }

    public static class CsvConverter implements AttributeConverter<List<String>, String> {

        @Override
        public String convertToDatabaseColumn(List<String> list) {
            return list == null ? null : String.join(",", list);
        }

        @Override
        public List<String> convertToEntityAttribute(String text) {
            return text == null ? null : new ArrayList<>(Arrays.asList(text.split(",")));
        }
    }

    /** A mutable value whose type copies and compares it. */
    public static class TermType implements UserType<Term> {

        @Override
        public int getSqlType() {
            return Types.VARCHAR;
        }

        @Override
        public Class<Term> returnedClass() {
            return Term.class;
        }

        @Override
        public Term nullSafeGet(ResultSet rows, int position, WrapperOptions options) throws SQLException {
            String text = rows.getString(position);
            return text == null ? null : new Term(text);
        }

        @Override
        public void nullSafeSet(PreparedStatement statement, Term value, int index, WrapperOptions options)
                throws SQLException {
            statement.setString(index, value == null ? null : value.text);
        }

        @Override
        public Term deepCopy(Term value) {
            return value == null ? null : new Term(value.text);
        }

        @Override
        public boolean isMutable() {
            return true;
        }
    }

    /** The same for a value that is never equal to its copy. */
    public static class WordType implements UserType<Word> {

        @Override
        public int getSqlType() {
            return Types.VARCHAR;
        }

        @Override
        public Class<Word> returnedClass() {
            return Word.class;
        }

        @Override
        public Word nullSafeGet(ResultSet rows, int position, WrapperOptions options) throws SQLException {
            String text = rows.getString(position);
            return text == null ? null : new Word(text);
        }

        @Override
        public void nullSafeSet(PreparedStatement statement, Word value, int index, WrapperOptions options)
                throws SQLException {
            statement.setString(index, value == null ? null : value.text);
        }

        @Override
        public Word deepCopy(Word value) {
            return value == null ? null : new Word(value.text);
        }

        @Override
        public boolean isMutable() {
            return true;
        }
    }

    /** Gives one more with each write, so a value shows how often Hibernate has asked for it. */
    public static class Counter implements BeforeExecutionGenerator {

        private static final long serialVersionUID = 1L;

        @Override
        public Object generate(
                SharedSessionContractImplementor session, Object owner, Object currentValue, EventType eventType) {
            return currentValue == null ? 1 : (Integer) currentValue + 1;
        }

        @Override
        public EnumSet<EventType> getEventTypes() {
            return EnumSet.of(EventType.INSERT, EventType.UPDATE);
        }
    }

    @ValueGenerationType(generatedBy = Counter.class)
    @Retention(RetentionPolicy.RUNTIME)
    @Target({ElementType.FIELD, ElementType.METHOD})
    public @interface Counted {}

    /** Counts per side, so that each side makes the same ones. */
    public static class CountedUuid implements UuidValueGenerator {

        @Override
        public UUID generateUuid(SharedSessionContractImplementor session) {
            return new UUID(0, Tape.current().nextCount());
        }
    }
}
