package dev.signals.it.collection;

import static org.assertj.core.api.Assertions.assertThat;

import dev.signals.it.database.Database;
import dev.signals.it.database.OnEveryDatabase;
import dev.signals.it.support.TestFactory;
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
import java.util.function.Consumer;
import org.hibernate.annotations.JdbcTypeCode;
import org.hibernate.annotations.Type;
import org.hibernate.type.SqlTypes;
import org.hibernate.type.descriptor.WrapperOptions;
import org.hibernate.usertype.UserType;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Elements of classes without {@code equals}, without a usable hash code, or that a converter does not keep as they are. */
@OnEveryDatabase
class ElementValuesIT {

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

    private final TestFactory factory;
    private final List<String> log = new ArrayList<>();

    ElementValuesIT(Database database) {
        factory = TestFactory.of(database, Sheet.class);
    }

    @BeforeEach
    void aSheet() {
        factory.inTransaction(session -> session.persist(filled()));
        factory.signals()
                .collectionChanged()
                .connect(event -> log.add(event.attribute() + " +" + event.added() + " -" + event.removed()));
    }

    @AfterEach
    void close() {
        factory.close();
    }

    private static Sheet filled() {
        Sheet sheet = new Sheet();
        sheet.headers.put("Accept", new ArrayList<>(List.of("a", "b")));
        sheet.words.addAll(List.of(new Word("a"), new Word("a"), new Word("b")));
        sheet.amounts.addAll(List.of(new BigDecimal("1.004"), new BigDecimal("2.5")));
        sheet.settings.addAll(List.of(new Preferences(), new Preferences()));
        sheet.lumps.addAll(List.of(new Lump("a"), new Lump("b")));
        sheet.typed.addAll(List.of(new Word("a"), new Word("b")));
        sheet.bytes.addAll(List.of(new byte[] {1}, new byte[] {2}));
        sheet.dates.addAll(List.of(new Date(1000), new Date(2000)));
        sheet.entries.addAll(List.of(new Entry("a", new Word("x")), new Entry("b", null)));
        sheet.keyed.put(new Key("a", DayOfWeek.MONDAY), new Word("x"));
        sheet.days.put(DayOfWeek.FRIDAY, new Word("x"));
        return sheet;
    }

    private List<String> announced(Consumer<Sheet> change) {
        log.clear();
        factory.inTransaction(session -> change.accept(session.find(Sheet.class, factory.sql("select id from Sheet"))));
        return List.copyOf(log);
    }

    private static void touch(Sheet sheet) {
        sheet.headers.size();
        sheet.words.size();
        sheet.amounts.size();
        sheet.settings.size();
        sheet.lumps.size();
        sheet.typed.size();
        sheet.bytes.size();
        sheet.dates.size();
        sheet.entries.size();
        sheet.keyed.size();
        sheet.days.size();
    }

    @Test
    void whatIsOnlyReadHasNotChanged() {
        assertThat(announced(ElementValuesIT::touch)).isEmpty();
    }

    @Test
    void elementsReplacedByEqualOnesHaveNotChanged() {
        assertThat(announced(sheet -> {
                    touch(sheet);
                    Sheet other = filled();
                    sheet.headers = other.headers;
                    sheet.words = other.words;
                    sheet.amounts = other.amounts;
                    sheet.settings = other.settings;
                    sheet.lumps = other.lumps;
                    sheet.typed = other.typed;
                    sheet.bytes = other.bytes;
                    sheet.dates = other.dates;
                    sheet.entries = other.entries;
                    sheet.keyed = other.keyed;
                    sheet.days = other.days;
                }))
                .isEmpty();
    }

    @Test
    void aMergeOfAnUnchangedObjectChangesNothing() {
        Sheet detached = factory.fromTransaction(session -> {
            Sheet sheet = session.find(Sheet.class, factory.sql("select id from Sheet"));
            touch(sheet);
            return sheet;
        });
        log.clear();
        factory.inTransaction(session -> session.merge(detached));

        assertThat(log).isEmpty();
    }

    @Test
    void aConvertedListInAMapThatIsEditedIsReplaced() {
        assertThat(announced(sheet -> sheet.headers.get("Accept").add("c")))
                .containsExactly("headers +[Accept=[a, b, c]] -[Accept=[a, b]]");
    }

    @Test
    void oneOfSeveralElementsIsAddedAndRemoved() {
        assertThat(announced(sheet -> {
                    sheet.words.remove(0);
                    sheet.words.add(new Word("c"));
                }))
                .containsExactly("words +[c] -[a]");
        assertThat(announced(sheet -> sheet.amounts.set(0, new BigDecimal("1.006"))))
                .containsExactly("amounts +[1.006] -[1.00]");
        assertThat(announced(sheet -> sheet.lumps.set(0, new Lump("c")))).containsExactly("lumps +[c] -[a]");
        assertThat(announced(sheet -> sheet.typed.set(0, new Word("c")))).containsExactly("typed +[c] -[a]");
        assertThat(announced(sheet -> sheet.bytes.get(0)[0] = 3)).hasSize(1);
        assertThat(announced(sheet -> sheet.dates.get(0).setTime(3000))).hasSize(1);
    }

    @Test
    void anElementThatIsEditedIsReplaced() {
        assertThat(announced(sheet -> sheet.settings.get(0).color = "blue")).containsExactly("settings +[blue] -[red]");
        assertThat(announced(sheet -> sheet.entries.get(0).word = new Word("y")))
                .containsExactly("entries +[a:y] -[a:x]");
    }

    @Test
    void entriesOfMapsAreComparedByKeyAndValue() {
        assertThat(announced(sheet -> sheet.keyed.put(new Key("a", DayOfWeek.MONDAY), new Word("y"))))
                .containsExactly("keyed +[Key[name=a, weekday=MONDAY]=y] -[Key[name=a, weekday=MONDAY]=x]");
        assertThat(announced(sheet -> sheet.days.put(DayOfWeek.SUNDAY, new Word("x"))))
                .containsExactly("days +[SUNDAY=x] -[]");
    }

    @Test
    void aRemovedOwnerTellsItsElements() {
        factory.inTransaction(session -> {
            Sheet sheet = session.find(Sheet.class, factory.sql("select id from Sheet"));
            touch(sheet);
            session.remove(sheet);
        });

        assertThat(log).hasSize(11).contains("words +[] -[a, a, b]", "entries +[] -[a:x, b:null]");
    }
}
