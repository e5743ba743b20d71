package dev.signals.it.harmless;

import dev.signals.Options;
import dev.signals.it.database.Database;
import dev.signals.it.support.TestFactory;
import jakarta.persistence.Access;
import jakarta.persistence.AccessType;
import jakarta.persistence.AttributeConverter;
import jakarta.persistence.AttributeOverride;
import jakarta.persistence.Column;
import jakarta.persistence.Convert;
import jakarta.persistence.Converter;
import jakarta.persistence.ElementCollection;
import jakarta.persistence.Embeddable;
import jakarta.persistence.Entity;
import jakarta.persistence.GeneratedValue;
import jakarta.persistence.Id;
import jakarta.persistence.MappedSuperclass;
import jakarta.persistence.Transient;
import jakarta.persistence.Version;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.BiConsumer;
import java.util.function.Supplier;
import org.hibernate.Session;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/**
 * Getters that return another value each time, as one that tells the time does. Hibernate writes what it reads, once in each flush.
 * Nobody can tell whether such an attribute has been changed, so it is no reason to call receivers again, or for another flush.
 */
class UnsteadyGettersIT {

    private static final AtomicLong READINGS = new AtomicLong();

    private final SameWork same = SameWork.of(
            Database.H2, Counter.class, Gauge.class, Part.class, NewPart.class, Names.class, Secret.class, Twice.class);

    @AfterEach
    void close() {
        try (same) {
            same.assertAll();
        }
    }

    private enum Kind {
        COUNTER(Counter::new),
        VALUE_OBJECT(Gauge::new),
        PART_OF_AN_EMBEDDABLE(Part::new),
        NEW_EMBEDDABLE(NewPart::new),
        NEW_LIST(Names::new),
        CONVERTED(Secret::new),
        VERSIONED(Twice::new);

        private final Supplier<Thing> constructor;

        Kind(Supplier<Thing> constructor) {
            this.constructor = constructor;
        }
    }

    @ParameterizedTest
    @EnumSource
    void aNewOneIsWrittenOnceInEachFlush(Kind kind) {
        compare(kind, (session, thing) -> {
            session.persist(kind.constructor.get());
            session.flush();
            session.persist(kind.constructor.get());
        });
    }

    @ParameterizedTest
    @EnumSource
    void oneThatIsOnlyLoadedIsWrittenOnceInEachFlush(Kind kind) {
        compare(kind, (session, thing) -> {
            session.flush();
            session.flush();
        });
    }

    @ParameterizedTest
    @EnumSource
    void aChangedOneIsWrittenOnceInEachFlush(Kind kind) {
        compare(kind, (session, thing) -> {
            thing.setText("b");
            session.flush();
            thing.setText("c");
        });
    }

    @ParameterizedTest
    @EnumSource
    void aMergedOneIsWrittenOnce(Kind kind) {
        compare(kind, (session, thing) -> {
            session.detach(thing);
            thing.setText("b");
            session.merge(thing);
            session.merge(kind.constructor.get());
        });
    }

    @ParameterizedTest
    @EnumSource
    void aQueryFlushesItOnce(Kind kind) {
        compare(kind, (session, thing) -> {
            thing.setText("b");
            all(session, kind);
            all(session, kind);
        });
    }

    @ParameterizedTest
    @EnumSource
    void aRemovedOneIsNotWrittenMoreOften(Kind kind) {
        compare(kind, (session, thing) -> {
            thing.setText("b");
            session.remove(thing);
        });
    }

    @ParameterizedTest
    @EnumSource
    void whatAReceiverChangesBesideItIsWrittenOnce(Kind kind) {
        same.compareByHand(
                kind.toString(),
                factory -> once(factory, kind, (session, thing) -> {
                    thing.setText("b");
                    session.flush();
                    thing.setText("c");
                }),
                signals -> signals.postSave()
                        .connect(
                                Thing.class,
                                event -> {
                                    if (event.instance().getText().equals("b")) {
                                        event.instance().setText("c");
                                    }
                                },
                                Options.includingSubtypes()),
                factory -> once(factory, kind, (session, thing) -> thing.setText("b")));
    }

    private void compare(Kind kind, BiConsumer<Session, Thing> work) {
        same.compare(kind.toString(), factory -> once(factory, kind, work));
    }

    private static List<String> once(TestFactory factory, Kind kind, BiConsumer<Session, Thing> work) {
        factory.inTransaction(session -> session.persist(kind.constructor.get()));
        factory.inTransaction(session -> work.accept(session, all(session, kind).get(0)));
        return factory.fromTransaction(session -> {
            List<? extends Thing> things = all(session, kind);
            things.forEach(session::remove);
            return things.stream().map(Thing::getText).toList();
        });
    }

    private static List<? extends Thing> all(Session session, Kind kind) {
        Class<? extends Thing> type = kind.constructor.get().getClass();
        return session.createSelectionQuery("from " + type.getSimpleName() + " order by id", type)
                .getResultList();
    }

    @MappedSuperclass
    @Access(AccessType.PROPERTY)
    abstract static class Thing {
        private Long id;
        private String text = "a";

        @Id
        @GeneratedValue
        public Long getId() {
            return id;
        }

        public void setId(Long id) {
            this.id = id;
        }

        public String getText() {
            return text;
        }

        public void setText(String text) {
            this.text = text;
        }
    }

    @Entity(name = "Counter")
    static class Counter extends Thing {
        public long getReadings() {
            return READINGS.incrementAndGet();
        }

        public void setReadings(long readings) {
            // nothing is kept
        }
    }

    @Entity(name = "Gauge")
    static class Gauge extends Thing {
        public byte[] getReadings() {
            return Long.toString(READINGS.incrementAndGet()).getBytes();
        }

        public void setReadings(byte[] readings) {
            // nothing is kept
        }
    }

    @Embeddable
    @Access(AccessType.PROPERTY)
    static class Readings {
        private String text = "a";
        private long count = -1;

        public String getText() {
            return text;
        }

        public void setText(String text) {
            this.text = text;
        }

        public long getCount() {
            return count < 0 ? READINGS.incrementAndGet() : count;
        }

        public void setCount(long count) {
            // nothing is kept
        }
    }

    /** The text is in the embeddable too: it is seen to change beside the part that is always another one. */
    @Entity(name = "Part")
    static class Part extends Thing {
        private Readings readings = new Readings();

        @AttributeOverride(name = "text", column = @Column(name = "inner_text"))
        public Readings getReadings() {
            return readings;
        }

        public void setReadings(Readings readings) {
            this.readings = readings;
        }

        @Override
        @Transient
        public String getText() {
            return readings.getText();
        }

        @Override
        public void setText(String text) {
            readings.setText(text);
        }
    }

    @Entity(name = "NewPart")
    static class NewPart extends Thing {
        @AttributeOverride(name = "text", column = @Column(name = "inner_text"))
        public Readings getReadings() {
            Readings readings = new Readings();
            readings.count = READINGS.incrementAndGet();
            return readings;
        }

        public void setReadings(Readings readings) {
            // nothing is kept
        }
    }

    @Entity(name = "Names")
    static class Names extends Thing {
        @ElementCollection
        public List<Long> getReadings() {
            return new ArrayList<>(List.of(READINGS.incrementAndGet()));
        }

        public void setReadings(List<Long> readings) {
            // nothing is kept
        }
    }

    /** A value without {@code equals}, of which each reading is a copy. */
    record Sealed(byte[] content) {}

    @Converter
    static class Sealing implements AttributeConverter<Sealed, byte[]> {
        @Override
        public byte[] convertToDatabaseColumn(Sealed value) {
            return value == null ? null : value.content();
        }

        @Override
        public Sealed convertToEntityAttribute(byte[] column) {
            return column == null ? null : new Sealed(column);
        }
    }

    @Entity(name = "Secret")
    static class Secret extends Thing {
        @Convert(converter = Sealing.class)
        public Sealed getReadings() {
            return new Sealed(Long.toString(READINGS.incrementAndGet()).getBytes());
        }

        public void setReadings(Sealed readings) {
            // nothing is kept
        }
    }

    @Entity(name = "Twice")
    static class Twice extends Thing {
        private int version;

        @Version
        public int getVersion() {
            return version;
        }

        public void setVersion(int version) {
            this.version = version;
        }

        public long getReadings() {
            return READINGS.incrementAndGet();
        }

        public void setReadings(long readings) {
            // nothing is kept
        }

        public String getMore() {
            return "more " + READINGS.incrementAndGet();
        }

        public void setMore(String more) {
            // nothing is kept
        }
    }
}
