package dev.signals.it.model;

import static dev.signals.Options.after;
import static dev.signals.Options.filter;
import static dev.signals.Options.includingSubtypes;
import static dev.signals.Options.onError;
import static dev.signals.Options.order;
import static dev.signals.Options.uid;
import static dev.signals.hibernate.ModelSignals.afterCommit;
import static dev.signals.hibernate.ModelSignals.createdOnly;
import static dev.signals.hibernate.ModelSignals.loadingKeys;
import static org.assertj.core.api.Assertions.assertThat;

import dev.signals.Condition;
import dev.signals.Delivery;
import dev.signals.ErrorPolicy;
import dev.signals.SignalReceiver;
import dev.signals.hibernate.FactorySignals;
import dev.signals.hibernate.Receiver;
import dev.signals.hibernate.SignalMap;
import dev.signals.hibernate.SignalMap.Row;
import dev.signals.hibernate.event.ModelEvent;
import dev.signals.hibernate.event.PostSave;
import dev.signals.hibernate.event.TransactionPhase;
import dev.signals.it.database.Database;
import dev.signals.it.model.Zoo.Article;
import dev.signals.it.model.Zoo.Note;
import dev.signals.it.support.TestFactory;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class SignalMapIT {

    private final TestFactory factory = TestFactory.of(Database.H2, Zoo.entities());
    private final FactorySignals signals = factory.signals();

    @AfterEach
    void close() {
        factory.close();
    }

    private SignalMap map() {
        return SignalMap.of(factory.sessionFactory());
    }

    static class NoteReceivers {
        @Receiver(phase = TransactionPhase.AFTER_COMMIT, uid = "mail")
        void saved(PostSave<Note> event) {}

        @Receiver(async = true)
        void pushed(PostSave<Note> event) {}
    }

    static class Saved implements SignalReceiver<ModelEvent<?>> {
        @Override
        public void receive(ModelEvent<?> event) {}
    }

    @Test
    void theJsonHasWhatWasGivenAndNothingElse() {
        signals.register(new NoteReceivers());
        signals.m2mChanged()
                .connect(
                        Article.class,
                        "tags",
                        new Saved(),
                        order(-1),
                        after("a \"b\"", "c\n"),
                        loadingKeys(),
                        onError(ErrorPolicy.ISOLATE));
        signals.preSave().connect(Object.class, new Saved(), includingSubtypes());
        signals.preDelete().connect(new Saved());

        String saved = "'class': 'dev.signals.it.model.SignalMapIT$Saved'";
        String note = "'sender': 'Zoo.Note', 'entity': 'dev.signals.it.model.Zoo$Note'";
        String methods = "dev.signals.it.model.SignalMapIT$NoteReceivers";
        String text = map().toJson();
        assertThat(text.replace('"', '\'')
                        .replaceAll("'receiver': '[^']*', ", "")
                        .replaceAll("virtual|daemon", "some"))
                .isEqualTo(String.join(
                        "\n",
                        "{",
                        "  'form': 1,",
                        "  'receivers': [",
                        "    {'signal': 'pre_save', 'sender': 'Object and subtypes', 'entity': 'java.lang.Object',"
                                + " 'subtypes': true, " + saved + ", 'when': 'at once'},",
                        "    {'signal': 'post_save', " + note + ", 'class': '" + methods + "', 'method': 'pushed',"
                                + " 'when': 'afterCommit(executor)', 'executor': 'some threads, ordered per entity'},",
                        "    {'signal': 'post_save', " + note + ", 'class': '" + methods + "', 'method': 'saved',"
                                + " 'when': 'afterCommit()', 'uid': 'mail'},",
                        "    {'signal': 'pre_delete', 'sender': 'any', " + saved + ", 'when': 'at once'},",
                        "    {'signal': 'm2m_changed', 'sender': 'Zoo.Article.tags',"
                                + " 'entity': 'dev.signals.it.model.Zoo$Article', 'attribute': 'tags', " + saved
                                + ", 'when': 'at once', 'order': -1, 'after': ['a \\'b\\'', 'c\\u000a'],"
                                + " 'flags': ['loadingKeys()'], 'onError': 'ISOLATE'}",
                        "  ]",
                        "}",
                        ""));
        assertThat(text).contains("\"receiver\": \"" + methods + ".saved\"");
    }

    @Test
    void theJsonIsOneWithoutReceiversToo() {
        assertThat(map().toJson()).isEqualTo("{\n  \"form\": 1,\n  \"receivers\": []\n}\n");
    }

    private List<Row> connectedHere() {
        signals.postSave().connect(Note.class, event -> {});
        signals.postSave().connect(Note.class, this::saved);
        List.of(1).forEach(each -> signals.postSave().connect(Note.class, event -> {}));
        signals.postSave().connect(Note.class, new SignalReceiver<>() {
            @Override
            public void receive(PostSave<Note> event) {}
        });
        return map().rows();
    }

    private void saved(PostSave<Note> event) {}

    @Test
    void aReceiverWithoutANameIsNamedByClassMethodAndLine() {
        List<Row> rows = connectedHere();

        assertThat(rows).hasSize(4).allSatisfy(row -> {
            assertThat(row.receiverClass()).isEqualTo(SignalMapIT.class.getName());
            assertThat(row.method()).contains("connectedHere");
        });
        int first = rows.get(0).line().getAsInt();
        assertThat(rows).extracting(row -> row.line().getAsInt() - first).containsExactly(0, 1, 2, 3);
        assertThat(map().toString()).contains("  lambda in " + SignalMapIT.class.getName() + ":" + first + "  ");
    }

    /** Connects for others. */
    private static final class Helper {

        static void connect(FactorySignals signals, SignalReceiver<PostSave<Note>> receiver) {
            signals.postSave().connect(Note.class, receiver);
        }

        static SignalReceiver<PostSave<Note>> receiver() {
            return event -> {};
        }
    }

    @Test
    void theLineIsWhereTheClassOfTheLambdaIsAndNotAHelper() {
        Helper.connect(signals, event -> {});
        signals.postSave().connect(Note.class, Helper.receiver());

        List<Row> rows = map().rows();
        assertThat(rows.get(0).receiverClass()).isEqualTo(SignalMapIT.class.getName());
        assertThat(rows.get(0).method()).contains("theLineIsWhereTheClassOfTheLambdaIsAndNotAHelper");
        assertThat(rows.get(0).line()).isPresent();
        assertThat(rows.get(1).receiverClass()).isEqualTo(Helper.class.getName());
        assertThat(rows.get(1).method()).isEmpty();
        assertThat(rows.get(1).line()).isEmpty();
    }

    @Test
    void theRowsOfAnEntityAreThoseItsEventsCanReach() {
        signals.preSave().connect(Note.class, new Saved());
        signals.preSave().connect(Article.class, new Saved());
        signals.preSave().connect(Object.class, new Saved(), includingSubtypes());
        signals.preSave().connect(new Saved());
        signals.postSave().connect(Note.class.getName(), new Saved());
        signals.postSave().connect(Article.class.getName(), new Saved());

        assertThat(map().rows(Note.class))
                .extracting(row -> row.signal() + " " + row.sender())
                .containsExactly(
                        "pre_save Zoo.Note", "pre_save Object and subtypes", "pre_save any", "post_save Zoo.Note");
    }

    /** Has no text of its own. */
    private static final class SilentCondition implements Condition<PostSave<Note>> {

        @Override
        public boolean test(PostSave<Note> event) {
            return true;
        }
    }

    /** Has no text of its own. */
    private static final class SilentDelivery implements Delivery<PostSave<Note>> {

        @Override
        public void deliver(PostSave<Note> event, Call call) {}
    }

    @Test
    void anOptionWithoutATextIsNamedByItsClassSoThatTheMapIsTheSameInEachRun() {
        signals.postSave()
                .connect(
                        Note.class,
                        new Saved(),
                        new SilentDelivery(),
                        new SilentCondition(),
                        createdOnly(),
                        filter(event -> true),
                        uid("a"));
        Delivery<PostSave<Note>> lambda = (event, call) -> {};
        signals.postSave().connect(Note.class, new Saved(), lambda);
        signals.postSave().connect(Note.class, new Saved(), afterCommit());

        assertThat(map().rows())
                .extracting(row -> row.when() + ": " + row.options())
                .containsExactly(
                        "SignalMapIT.SilentDelivery: uid \"a\", SignalMapIT.SilentCondition, createdOnly(), filter",
                        "delivery: ",
                        "afterCommit(): ");
    }
}
