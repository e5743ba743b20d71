package dev.signals.it.collection;

import static org.assertj.core.api.Assertions.assertThat;

import dev.signals.it.collection.Sheets.Entry;
import dev.signals.it.collection.Sheets.Key;
import dev.signals.it.collection.Sheets.Lump;
import dev.signals.it.collection.Sheets.Preferences;
import dev.signals.it.collection.Sheets.Sheet;
import dev.signals.it.collection.Sheets.Word;
import dev.signals.it.database.Database;
import dev.signals.it.database.OnEveryDatabase;
import dev.signals.it.support.TestFactory;
import java.math.BigDecimal;
import java.time.DayOfWeek;
import java.util.ArrayList;
import java.util.Date;
import java.util.List;
import java.util.function.Consumer;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Elements of classes without {@code equals}, without a usable hash code, or that a converter does not keep as they are. */
@OnEveryDatabase
class ElementValuesIT {

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
