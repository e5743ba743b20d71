package dev.signals.it.model;

import static dev.signals.Options.includingSubtypes;
import static dev.signals.hibernate.ModelSignals.onChange;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import dev.signals.hibernate.OnChange;
import dev.signals.hibernate.Receiver;
import dev.signals.hibernate.event.PostSave;
import dev.signals.it.database.Database;
import dev.signals.it.database.OnEveryDatabase;
import dev.signals.it.support.TestFactory;
import jakarta.persistence.Column;
import jakarta.persistence.Embeddable;
import jakarta.persistence.Embedded;
import jakarta.persistence.EmbeddedId;
import jakarta.persistence.Entity;
import jakarta.persistence.Id;
import jakarta.persistence.Inheritance;
import jakarta.persistence.ManyToOne;
import java.math.BigDecimal;
import java.sql.Timestamp;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.Date;
import java.util.List;
import org.hibernate.StatelessSession;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** Receivers for changes of a value, where attributes of the same name, or the values of one, have different types. */
@OnEveryDatabase
class ValuesOfOtherTypesIT {

    @Entity(name = "Sample")
    @Inheritance
    static class Sample {
        @Id
        Long id;
    }

    @Entity(name = "Amount")
    static class Amount extends Sample {
        @Column(name = "amount_value")
        BigDecimal value;
    }

    @Entity(name = "Label")
    static class Label extends Sample {
        @Column(name = "label_value")
        String value;
    }

    @Embeddable
    record Point(Integer x, Integer y) {}

    @Entity(name = "Spot")
    static class Spot extends Sample {
        @Embedded
        Point value;
    }

    @Embeddable
    record Key(int series, String number) {}

    @Entity(name = "Target")
    static class Target {
        @EmbeddedId
        Key key;
    }

    @Entity(name = "Arrow")
    static class Arrow extends Sample {
        @ManyToOne
        Target value;
    }

    @Entity(name = "Moment")
    static class Moment extends Sample {
        @Column(name = "moment_value")
        Timestamp value;

        Date noted;
        ZoneId zone;
    }

    private final TestFactory factory;
    private final List<String> heard = new ArrayList<>();

    ValuesOfOtherTypesIT(Database database) {
        factory = TestFactory.of(
                database, Sample.class, Amount.class, Label.class, Spot.class, Target.class, Arrow.class, Moment.class);
    }

    @AfterEach
    void close() {
        factory.close();
    }

    private void hear(String name, OnChange condition) {
        factory.signals().postSave().connect(Sample.class, event -> heard.add(name), condition, includingSubtypes());
    }

    private void hearOfEachType() {
        hear("number", onChange("value").to(new BigDecimal("1")));
        hear("text", onChange("value").to("x"));
        hear("embeddable", onChange("value").to(new Point(1, 2)));
        hear("identifier", onChange("value").to(new Key(1, "x")));
        hear("time", onChange("value").to(new Timestamp(5)));
    }

    private List<Sample> samples(Target target) {
        Amount amount = new Amount();
        amount.value = new BigDecimal("1.00");
        Label label = new Label();
        label.value = "x";
        Spot spot = new Spot();
        spot.value = new Point(1, 2);
        Arrow arrow = new Arrow();
        arrow.value = target;
        Moment moment = new Moment();
        moment.value = new Timestamp(5);
        List<Sample> samples = List.of(amount, label, spot, arrow, moment);
        samples.forEach(sample -> sample.id = 1L + samples.indexOf(sample));
        return samples;
    }

    @Test
    void aValueIsOnlyThatOfTheAttributesThatCanHaveIt() {
        hearOfEachType();
        factory.inTransaction(session -> {
            Target target = new Target();
            target.key = new Key(1, "x");
            session.persist(target);
            samples(target).forEach(session::persist);
        });

        assertThat(heard).containsExactly("number", "text", "embeddable", "identifier", "time");
    }

    @Test
    void soItIsInAStatelessSessionWhichKnowsNoOldValues() {
        Target target = new Target();
        target.key = new Key(1, "x");
        List<Sample> samples = samples(target);
        factory.inTransaction(session -> {
            session.persist(target);
            samples.forEach(session::persist);
        });
        hearOfEachType();
        try (StatelessSession session = factory.sessionFactory().openStatelessSession()) {
            session.beginTransaction();
            samples.forEach(session::update);
            session.getTransaction().commit();
        }

        assertThat(heard).containsExactly("number", "text", "embeddable", "identifier", "time");
    }

    @Test
    void datesAreOneValueWhicheverOfTheirClassesTheyHave() {
        Moment moment = new Moment();
        moment.id = 1L;
        moment.value = new Timestamp(5);
        moment.noted = new Date(7);
        hear("timestamp by date", onChange("value").to(new Date(5)));
        hear("date by timestamp", onChange("noted").to(new Timestamp(7)));
        factory.inTransaction(session -> session.persist(moment));
        assertThat(heard).containsExactly("timestamp by date", "date by timestamp");

        heard.clear();
        hear("timestamp from date", onChange("value").from(new Date(5)));
        hear("date from date", onChange("noted").from(new Date(7)));
        hear("another", onChange("value").from(new Date(6)));
        factory.inTransaction(session -> {
            Moment read = session.find(Moment.class, 1L);
            read.value = new Timestamp(8);
            read.noted = new Date(8);
        });
        assertThat(heard).containsExactly("timestamp from date", "date from date");
    }

    static class OfAZone {
        @Receiver(onChange = "zone", to = "Europe/Berlin")
        void saved(PostSave<Moment> event) {}
    }

    @Test
    void aTypeThatReadsNoTextIsSaidToHaveNone() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> factory.signals().register(new OfAZone()))
                .withMessageContaining(
                        "a text cannot be a value of attribute \"zone\", which is a java.time.ZoneId; connect"
                                + " with the option onChange(\"zone\").to(...) instead");
    }
}
