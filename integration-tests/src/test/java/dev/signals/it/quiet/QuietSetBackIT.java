package dev.signals.it.quiet;

import static org.assertj.core.api.Assertions.assertThat;

import dev.signals.hibernate.QuietUpdate;
import dev.signals.it.database.Database;
import dev.signals.it.support.EventLog;
import dev.signals.it.support.TestFactory;
import jakarta.persistence.Access;
import jakarta.persistence.AccessType;
import jakarta.persistence.AttributeConverter;
import jakarta.persistence.Column;
import jakarta.persistence.Convert;
import jakarta.persistence.ElementCollection;
import jakarta.persistence.Entity;
import jakarta.persistence.Id;
import jakarta.persistence.Version;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Consumer;
import org.hibernate.Hibernate;
import org.hibernate.annotations.JdbcTypeCode;
import org.hibernate.type.SqlTypes;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** A change of a collection that the application takes back after an update is no change. */
class QuietSetBackIT {

    enum Change {
        JSON(jar -> jar.json.add("x"), jar -> jar.json.remove("x")),
        JSON_OF_NULL(jar -> jar.none = List.of("x"), jar -> jar.none = null),
        JSON_MAP(jar -> jar.map.put("x", 1), jar -> jar.map.remove("x")),
        CONVERTED(jar -> jar.converted.add("x"), jar -> jar.converted.remove("x")),
        ARRAY(jar -> jar.array.add("x"), jar -> jar.array.remove("x")),
        ELEMENTS(jar -> jar.elements.add("x"), jar -> jar.elements.remove("x"));

        private final Consumer<Jar> change;
        private final Consumer<Jar> back;

        Change(Consumer<Jar> change, Consumer<Jar> back) {
            this.change = change;
            this.back = back;
        }
    }

    static class Words implements AttributeConverter<List<String>, String> {
        @Override
        public String convertToDatabaseColumn(List<String> words) {
            return String.join(",", words);
        }

        @Override
        public List<String> convertToEntityAttribute(String words) {
            return new ArrayList<>(List.of(words.split(",", -1)));
        }
    }

    @Entity(name = "Jar")
    static class Jar {
        @Id
        long id = 1;

        @Version
        int version;

        String name = "n";

        @JdbcTypeCode(SqlTypes.JSON)
        List<String> json = new ArrayList<>(List.of("a"));

        @JdbcTypeCode(SqlTypes.JSON)
        @Nullable
        List<String> none;

        @JdbcTypeCode(SqlTypes.JSON)
        Map<String, Integer> map = new HashMap<>(Map.of("a", 1));

        @Convert(converter = Words.class)
        List<String> converted = new ArrayList<>(List.of("a"));

        @Column(name = "strings")
        List<String> array = new ArrayList<>(List.of("a"));

        @ElementCollection
        Set<String> elements = new HashSet<>(Set.of("a"));

        @Override
        public String toString() {
            return json + " " + none + " " + map + " " + converted + " " + array + " " + elements;
        }
    }

    /** Its setters are called by an update. Those of an enhanced class record the change. */
    @Entity(name = "Tin")
    @Access(AccessType.PROPERTY)
    static class Tin {
        private long id = 1;
        private int version;
        private String name = "n";
        private List<String> labels = new ArrayList<>(List.of("a"));

        @Id
        public long getId() {
            return id;
        }

        public void setId(long id) {
            this.id = id;
        }

        @Version
        public int getVersion() {
            return version;
        }

        public void setVersion(int version) {
            this.version = version;
        }

        public String getName() {
            return name;
        }

        public void setName(String name) {
            this.name = name;
        }

        @JdbcTypeCode(SqlTypes.JSON)
        public List<String> getLabels() {
            return labels;
        }

        public void setLabels(List<String> labels) {
            this.labels = labels;
        }
    }

    private final TestFactory factory = TestFactory.of(Database.H2, Jar.class, Tin.class);
    private final EventLog log;

    QuietSetBackIT() {
        factory.saved(new Jar());
        factory.saved(new Tin());
        log = EventLog.of(factory.signals());
    }

    @AfterEach
    void close() {
        factory.close();
    }

    private void work(boolean quiet, Consumer<Jar> before, Consumer<Jar> after) {
        log.clear();
        factory.inTransaction(session -> {
            Jar jar = session.find(Jar.class, 1L);
            Hibernate.initialize(jar.elements);
            session.flush(); // from now on an enhanced instance knows the sizes
            before.accept(jar);
            if (quiet) {
                QuietUpdate.of(session, jar).set("name", "quiet").execute();
            }
            factory.statements().clear();
            after.accept(jar);
        });
    }

    private String row() {
        return factory.fromTransaction(session -> session.find(Jar.class, 1L) + "");
    }

    @ParameterizedTest
    @EnumSource
    void aChangeThatIsTakenBackIsWhatItIsWithoutTheUpdate(Change each) {
        assertSame(each, each.back);
    }

    @ParameterizedTest
    @EnumSource
    void aChangeThatStaysIsWhatItIsWithoutTheUpdate(Change each) {
        assertSame(each, jar -> {});
    }

    private void assertSame(Change each, Consumer<Jar> after) {
        work(false, each.change, after);
        List<String> statements = List.copyOf(factory.statements().all());
        List<String> sent = List.copyOf(log.lines());
        String row = row();
        work(false, each.back, jar -> {});

        work(true, each.change, after);

        assertThat(factory.statements().all()).isEqualTo(statements);
        assertThat(log.lines()).isEqualTo(sent);
        assertThat(row()).isEqualTo(row);
    }

    @Test
    void aListThatIsSetBackIsNotWritten() {
        work(true, Change.JSON.change, Change.JSON.back);

        assertThat(factory.statements().all()).isEmpty();
        assertThat(log.lines()).isEmpty();
    }

    @Test
    void aWrittenCollectionOfAnotherSizeIsNotWrittenAgain() {
        factory.inTransaction(session -> {
            Jar jar = session.find(Jar.class, 1L);
            QuietUpdate.of(session, jar).set("json", List.of("b", "c")).execute();
            factory.statements().clear();
        });

        assertThat(factory.statements().all()).isEmpty();
        assertThat(row()).startsWith("[b, c] null");
    }

    @Test
    void whatASetterRecordsIsNotWrittenAgain() {
        factory.inTransaction(session -> {
            Tin tin = session.find(Tin.class, 1L);
            tin.getLabels().add("x");
            QuietUpdate.of(session, tin).set("name", "quiet").withVersionCheck().execute();
            tin.getLabels().remove("x");
            factory.statements().clear();
        });

        assertThat(factory.statements().all()).isEmpty();
        assertThat(factory.<Integer>fromTransaction(
                        session -> session.find(Tin.class, 1L).getVersion()))
                .isEqualTo(1);
    }
}
