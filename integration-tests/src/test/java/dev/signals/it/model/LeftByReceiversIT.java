package dev.signals.it.model;

import static dev.signals.it.support.TestedHibernate.hasQueueOf7;
import static org.assertj.core.api.Assertions.assertThat;

import dev.signals.Connection;
import dev.signals.it.database.Database;
import dev.signals.it.database.OnEveryDatabase;
import dev.signals.it.support.TestFactory;
import jakarta.persistence.CascadeType;
import jakarta.persistence.ElementCollection;
import jakarta.persistence.Embeddable;
import jakarta.persistence.Embedded;
import jakarta.persistence.Entity;
import jakarta.persistence.GeneratedValue;
import jakarta.persistence.Id;
import jakarta.persistence.JoinColumn;
import jakarta.persistence.ManyToMany;
import jakarta.persistence.ManyToOne;
import jakarta.persistence.OneToMany;
import jakarta.persistence.OneToOne;
import jakarta.persistence.OrderColumn;
import java.sql.Timestamp;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.BiConsumer;
import org.hibernate.Session;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** What a receiver changes without flushing is written by a flush after it, and there is no such flush for nothing. */
@OnEveryDatabase
class LeftByReceiversIT {

    private final TestFactory factory;

    LeftByReceiversIT(Database database) {
        factory = TestFactory.of(database, Box.class, Part.class, Screw.class, Label.class, Bell.class);
    }

    @BeforeEach
    void connectNobody() {
        factory.signals();
    }

    @AfterEach
    void close() {
        factory.close();
    }

    @Test
    void aReceiverThatChangesNothingCostsNoFlush() {
        Long id = aBox();
        factory.signals().postSave().connect(Bell.class, event -> loaded(event.session(), id));

        assertThat(flushesOfABell(id)).isOne();
    }

    @Test
    void aReceiverThatChangesSomethingCostsOneFlush() {
        Long id = aBox();
        factory.signals().postSave().connect(Bell.class, event -> loaded(event.session(), id).text = "changed");

        assertThat(flushesOfABell(id)).isEqualTo(2);
    }

    @Test
    void everyKindOfChangeThatAReceiverLeavesIsWritten() {
        Map<String, String> written = new LinkedHashMap<>();
        Map<String, String> byHand = new LinkedHashMap<>();

        edits().forEach((name, edit) -> {
            Long edited = aBox();
            factory.inTransaction(session -> edit.accept(session, loaded(session, edited)));
            byHand.put(name, rows(edited));

            Long left = aBox();
            Connection connection = factory.signals()
                    .postSave()
                    .connect(Bell.class, event -> edit.accept(event.session(), loaded(event.session(), left)));
            flushesOfABell(left);
            connection.disconnect();
            written.put(name, rows(left));
        });

        assertThat(written).isEqualTo(byHand);
        String unchanged = rows(aBox());
        assertThat(byHand).allSatisfy((name, rows) -> assertThat(rows).as(name).isNotEqualTo(unchanged));
    }

    private static Map<String, BiConsumer<Session, Box>> edits() {
        Map<String, BiConsumer<Session, Box>> edits = new LinkedHashMap<>();
        edits.put("an attribute", (session, box) -> box.text = "changed");
        edits.put("a date in place", (session, box) -> box.made.setTime(86_400_000));
        edits.put("bytes in place", (session, box) -> box.bytes[0] = 9);
        edits.put("a reference to null", (session, box) -> box.label = null);
        edits.put("a reference to a new entity", (session, box) -> {
            Label label = new Label("new");
            session.persist(label);
            box.label = label;
        });
        edits.put("an attribute of an embeddable", (session, box) -> box.size.width = 5);
        edits.put("an embeddable to null", (session, box) -> box.size = null);
        edits.put("an embeddable from null", (session, box) -> {
            box.spare = new Spare();
            box.spare.dots.add("first");
        });
        edits.put("an element in an embeddable", (session, box) -> box.size.marks.add("more"));
        edits.put("elements of an embeddable replaced", (session, box) -> box.size.marks = new HashSet<>(Set.of("x")));
        edits.put("an element", (session, box) -> box.names.add("more"));
        edits.put("an element of a loaded list replaced", (session, box) -> box.names.set(0, "other"));
        edits.put("elements replaced", (session, box) -> box.names = new ArrayList<>(List.of("x")));
        edits.put("elements to null", (session, box) -> box.names = null);
        edits.put("an order", (session, box) -> Collections.reverse(box.names));
        edits.put("an embeddable element in place", (session, box) -> box.points.get(0).x = 7);
        edits.put("a map entry", (session, box) -> box.notes.put("k", "other"));
        edits.put("an array in place", (session, box) -> box.codes[0] = "other");
        edits.put("an array replaced", (session, box) -> box.codes = new String[] {"x"});
        edits.put("a many-to-many addition", (session, box) -> {
            Label label = new Label("new");
            session.persist(label);
            box.labels.add(label);
        });
        edits.put("a many-to-many removal", (session, box) -> box.labels.clear());
        edits.put("a many-to-many replaced", (session, box) -> box.labels = new HashSet<>());
        edits.put("a new child", (session, box) -> box.part("new"));
        edits.put("a new child by an unloaded collection", (session, box) -> {
            session.refresh(box);
            box.part("new");
        });
        edits.put("an orphan", (session, box) -> box.parts.remove(0));
        edits.put("a new grandchild", (session, box) -> box.parts.get(0).screws.add(new Screw("new")));
        edits.put(
                "a grandchild let go", (session, box) -> box.parts.get(0).screws.clear());
        edits.put("an only child replaced", (session, box) -> box.top = new Screw("new"));
        edits.put("an only child to null", (session, box) -> box.top = null);
        edits.put("a removal", (session, box) -> session.remove(box.parts.remove(0)));
        if (hasQueueOf7()) { // The new queue of Hibernate 8.0 deletes the screw before the box that refers to it.
            edits.put("a removal of itself", (session, box) -> session.remove(box));
        }
        edits.put("a merge", (session, box) -> {
            Box copy = new Box();
            copy.id = box.id;
            copy.text = "merged";
            copy.names.add("merged");
            session.merge(copy);
        });
        edits.put("an attribute of another entity", (session, box) -> box.label.text = "changed");
        edits.put("an attribute of a proxy", (session, box) -> {
            Long id = box.label.id;
            session.clear();
            session.getReference(Label.class, id).rename("by proxy");
        });
        return edits;
    }

    private long flushesOfABell(Long id) {
        factory.sessionFactory().getStatistics().setStatisticsEnabled(true);
        factory.sessionFactory().getStatistics().clear();
        factory.inTransaction(session -> {
            loaded(session, id);
            session.persist(new Bell());
        });
        return factory.sessionFactory().getStatistics().getFlushCount();
    }

    private static Box loaded(Session session, Long id) {
        Box box = session.find(Box.class, id);
        box.contents();
        return box;
    }

    private String rows(Long id) {
        return factory.fromTransaction(session -> {
            Box box = session.find(Box.class, id);
            return box == null ? "none" : box.contents();
        });
    }

    private Long aBox() {
        return factory.fromTransaction(session -> {
            Box box = new Box();
            box.text = "text";
            box.made = new Timestamp(0);
            box.bytes = new byte[] {1, 2};
            box.size = new Size();
            box.size.width = 1;
            box.size.marks.add("mark");
            box.names.addAll(List.of("a", "b"));
            box.points.add(new Point());
            box.notes.put("k", "v");
            box.codes = new String[] {"a", "b"};
            box.label = new Label("label");
            session.persist(box.label);
            box.labels.add(box.label);
            box.part("part").screws.add(new Screw("screw"));
            box.top = new Screw("top");
            session.persist(box);
            return box.id;
        });
    }

    @Entity(name = "Box")
    static class Box {
        @Id
        @GeneratedValue
        Long id;

        String text;

        Timestamp made;

        byte[] bytes;

        @Embedded
        Size size;

        @Embedded
        Spare spare;

        @ManyToOne
        Label label;

        @ElementCollection
        @OrderColumn
        List<String> names = new ArrayList<>();

        @ElementCollection
        List<Point> points = new ArrayList<>();

        @ElementCollection
        Map<String, String> notes = new HashMap<>();

        @ElementCollection
        @OrderColumn
        String[] codes;

        @ManyToMany
        Set<Label> labels = new HashSet<>();

        @OneToMany(mappedBy = "box", cascade = CascadeType.ALL, orphanRemoval = true)
        List<Part> parts = new ArrayList<>();

        @OneToOne(cascade = CascadeType.ALL, orphanRemoval = true)
        Screw top;

        Part part(String text) {
            Part part = new Part();
            part.text = text;
            part.box = this;
            parts.add(part);
            return part;
        }

        /** Everything that is stored, without the identifiers. */
        String contents() {
            return String.join(
                    "\n",
                    String.valueOf(text),
                    made == null ? "no date" : String.valueOf(made.getTime()),
                    Arrays.toString(bytes),
                    size == null ? "no size" : size.width + " " + new TreeSet<>(size.marks),
                    spare == null ? "no spare" : new TreeSet<>(spare.dots).toString(),
                    label == null ? "no label" : label.text,
                    String.valueOf(names),
                    points.stream().map(point -> point.x).toList().toString(),
                    notes.toString(),
                    Arrays.toString(codes),
                    labels.stream().map(label -> label.text).sorted().toList().toString(),
                    parts.stream().map(Part::contents).toList().toString(),
                    top == null ? "no top" : top.text);
        }
    }

    @Embeddable
    static class Size {
        Integer width;

        @ElementCollection
        Set<String> marks = new HashSet<>();
    }

    @Embeddable
    static class Spare {
        @ElementCollection
        Set<String> dots = new HashSet<>();
    }

    @Embeddable
    static class Point {
        int x;
    }

    @Entity(name = "Part")
    static class Part {
        @Id
        @GeneratedValue
        Long id;

        String text;

        @ManyToOne
        Box box;

        @OneToMany(cascade = CascadeType.ALL, orphanRemoval = true)
        @JoinColumn
        List<Screw> screws = new ArrayList<>();

        String contents() {
            return text + screws.stream().map(screw -> screw.text).toList();
        }
    }

    @Entity(name = "Screw")
    static class Screw {
        @Id
        @GeneratedValue
        Long id;

        String text;

        Screw() {}

        Screw(String text) {
            this.text = text;
        }
    }

    @Entity(name = "Label")
    static class Label {
        @Id
        @GeneratedValue
        Long id;

        String text;

        Label() {}

        Label(String text) {
            this.text = text;
        }

        void rename(String text) {
            this.text = text;
        }
    }

    /** Its receivers are the ones that change boxes. */
    @Entity(name = "Bell")
    static class Bell {
        @Id
        @GeneratedValue
        Long id;
    }
}
