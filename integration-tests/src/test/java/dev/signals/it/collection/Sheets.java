package dev.signals.it.collection;

import jakarta.persistence.AttributeConverter;
import jakarta.persistence.CollectionTable;
import jakarta.persistence.Column;
import jakarta.persistence.Convert;
import jakarta.persistence.ElementCollection;
import jakarta.persistence.Embeddable;
import jakarta.persistence.Entity;
import jakarta.persistence.GeneratedValue;
import jakarta.persistence.Id;
import jakarta.persistence.MapKeyColumn;
import jakarta.persistence.OrderColumn;
import java.io.Serializable;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Types;
import java.time.DayOfWeek;
import java.util.ArrayList;
import java.util.Date;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.hibernate.annotations.JdbcTypeCode;
import org.hibernate.annotations.Type;
import org.hibernate.type.SqlTypes;
import org.hibernate.type.descriptor.WrapperOptions;
import org.hibernate.usertype.UserType;

/** A sheet with elements of classes that are hard to compare. */
final class Sheets {

    private Sheets() {}

    static class Word {
        final String text;

        Word(String text) {
            this.text = text;
        }

        @Override
        public String toString() {
            return text;
        }
    }

    static class WordConverter implements AttributeConverter<Word, String> {
        @Override
        public String convertToDatabaseColumn(Word word) {
            return word == null ? null : word.text;
        }

        @Override
        public Word convertToEntityAttribute(String text) {
            return text == null ? null : new Word(text);
        }
    }

    static class ListConverter implements AttributeConverter<List<String>, String> {
        @Override
        public String convertToDatabaseColumn(List<String> list) {
            return list == null ? null : String.join(",", list);
        }

        @Override
        public List<String> convertToEntityAttribute(String text) {
            return text == null ? null : new ArrayList<>(List.of(text.split(",")));
        }
    }

    /** Keeps two digits, and takes what is empty for null. */
    static class Rounding implements AttributeConverter<BigDecimal, String> {
        @Override
        public String convertToDatabaseColumn(BigDecimal amount) {
            return amount == null
                    ? null
                    : amount.setScale(2, RoundingMode.HALF_UP).toString();
        }

        @Override
        public BigDecimal convertToEntityAttribute(String text) {
            return text == null ? null : new BigDecimal(text);
        }
    }

    public static class Preferences {
        public String color = "red";

        @Override
        public String toString() {
            return color;
        }
    }

    static class Lump implements Serializable {
        private static final long serialVersionUID = 1L;

        final String text;

        Lump(String text) {
            this.text = text;
        }

        @Override
        public String toString() {
            return text;
        }
    }

    /** A user type that has not thought of hash codes, nor of the second-level cache. */
    static class WordType implements UserType<Word> {
        @Override
        public int getSqlType() {
            return Types.VARCHAR;
        }

        @Override
        public Class<Word> returnedClass() {
            return Word.class;
        }

        @Override
        public boolean equals(Word one, Word other) {
            return one == other || (one != null && other != null && one.text.equalsIgnoreCase(other.text));
        }

        @Override
        public int hashCode(Word word) {
            throw new UnsupportedOperationException("no hash code");
        }

        @Override
        public Word nullSafeGet(ResultSet rows, int position, WrapperOptions options) throws SQLException {
            String text = rows.getString(position);
            return text == null ? null : new Word(text);
        }

        @Override
        public void nullSafeSet(PreparedStatement statement, Word word, int position, WrapperOptions options)
                throws SQLException {
            statement.setString(position, word == null ? null : word.text);
        }

        @Override
        public Word deepCopy(Word word) {
            return word == null ? null : new Word(word.text);
        }

        @Override
        public boolean isMutable() {
            return true;
        }

        @Override
        public Serializable disassemble(Word word) {
            throw new UnsupportedOperationException("no cache");
        }

        @Override
        public Word assemble(Serializable cached, Object owner) {
            throw new UnsupportedOperationException("no cache");
        }
    }

    @Embeddable
    static class Entry {
        String name;

        @Convert(converter = WordConverter.class)
        Word word;

        Entry() {}

        Entry(String name, Word word) {
            this.name = name;
            this.word = word;
        }

        @Override
        public String toString() {
            return name + ":" + word;
        }
    }

    @Embeddable
    record Key(String name, DayOfWeek weekday) {}

    @Entity(name = "Sheet")
    static class Sheet {
        @Id
        @GeneratedValue
        Long id;

        @ElementCollection
        @CollectionTable(name = "sheet_header")
        @MapKeyColumn(name = "k")
        @Convert(attributeName = "value", converter = ListConverter.class)
        @Column(name = "v")
        Map<String, List<String>> headers = new HashMap<>();

        @ElementCollection
        @CollectionTable(name = "sheet_word")
        @Convert(converter = WordConverter.class)
        @Column(name = "v")
        List<Word> words = new ArrayList<>();

        @ElementCollection
        @CollectionTable(name = "sheet_amount")
        @Convert(converter = Rounding.class)
        @Column(name = "v")
        List<BigDecimal> amounts = new ArrayList<>();

        @ElementCollection
        @CollectionTable(name = "sheet_setting")
        @JdbcTypeCode(SqlTypes.JSON)
        @Column(name = "v")
        List<Preferences> settings = new ArrayList<>();

        @ElementCollection
        @CollectionTable(name = "sheet_lump")
        @Column(name = "v")
        List<Lump> lumps = new ArrayList<>();

        @ElementCollection
        @CollectionTable(name = "sheet_typed")
        @OrderColumn // Hibernate itself asks for the hash codes of a bag.
        @Type(WordType.class)
        @Column(name = "v")
        List<Word> typed = new ArrayList<>();

        @ElementCollection
        @CollectionTable(name = "sheet_bytes")
        @Column(name = "v")
        List<byte[]> bytes = new ArrayList<>();

        @ElementCollection
        @CollectionTable(name = "sheet_date")
        @Column(name = "v")
        List<Date> dates = new ArrayList<>();

        @ElementCollection
        @CollectionTable(name = "sheet_entry")
        List<Entry> entries = new ArrayList<>();

        @ElementCollection
        @CollectionTable(name = "sheet_keyed")
        @Convert(attributeName = "value", converter = WordConverter.class)
        @Column(name = "v")
        Map<Key, Word> keyed = new HashMap<>();

        @ElementCollection
        @CollectionTable(name = "sheet_day")
        @MapKeyColumn(name = "k")
        @Convert(attributeName = "value", converter = WordConverter.class)
        @Column(name = "v")
        Map<DayOfWeek, Word> days = new HashMap<>();
    }
}
