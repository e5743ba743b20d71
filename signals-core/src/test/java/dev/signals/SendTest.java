package dev.signals;

import static dev.signals.Options.filter;
import static dev.signals.Options.uid;
import static dev.signals.SignalReceiver.answering;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowable;

import dev.signals.Blog.Article;
import java.io.IOException;
import java.util.List;
import org.junit.jupiter.api.Test;

class SendTest {

    private final Signal<String> signal = Signal.of("post_save", String.class);
    private final Calls calls = new Calls();

    @Test
    void a21_answersComeInCallingOrder() {
        Connection first = signal.connect(calls.answering("first", 1));
        Connection second = signal.connect(Article.class, calls.answering("second", "two"));

        assertThat(signal.send(Article.class, "saved"))
                .containsExactly(new Outcome.Returned(first, 1), new Outcome.Returned(second, "two"));
    }

    @Test
    void a21_nobodyListeningAnswersAnEmptyList() {
        signal.connect(Article.class, calls.answering("article", 1));

        assertThat(signal.send(String.class, "saved")).isEmpty();
        assertThat(signal.sendRobust(String.class, "saved")).isEmpty();
    }

    @Test
    void a21_onlyAnsweringReceiversAnswer() {
        signal.connect(calls.receiver("plain"));
        Connection answering = signal.connect(calls.answering("answering", 42));
        signal.connect(calls.receiver("plain too"));

        assertThat(signal.send(null, "saved")).containsExactly(new Outcome.Returned(answering, 42));
        assertThat(calls.take()).containsExactly("plain", "answering", "plain too");
    }

    @Test
    void a21_nullIsAnAnswer() {
        Connection connection = signal.connect(answering(event -> null));

        assertThat(signal.send(null, "saved")).containsExactly(new Outcome.Returned(connection, null));
    }

    @Test
    void a21_anAnsweringReceiverWhoseFilterRefusesDoesNotAnswer() {
        signal.connect(calls.answering("answering", 42), filter(event -> false));

        assertThat(signal.send(null, "saved")).isEmpty();
        assertThat(calls.take()).isEmpty();
    }

    @Test
    void theAnswersCannotBeChanged() {
        signal.connect(calls.answering("answering", 42));
        List<Outcome.Returned> answers = signal.send(null, "saved");

        assertThatThrownBy(answers::clear).isInstanceOf(UnsupportedOperationException.class);
    }

    @Test
    void a22_theFirstExceptionReachesTheCallerAndTheOthersAreNotCalled() {
        IllegalStateException failure = new IllegalStateException("no");
        signal.connect(calls.receiver("first"));
        signal.connect(calls.receiver("failing", event -> {
            throw failure;
        }));
        signal.connect(calls.receiver("never"));

        assertThatThrownBy(() -> signal.send(null, "saved")).isSameAs(failure);
        assertThat(calls.take()).containsExactly("first", "failing");
    }

    @Test
    void anExceptionCarriesReceiverSignalSenderAndUid() {
        Connection connection =
                signal.connect(Article.class, new Failing(new IllegalStateException("no")), uid("auto-slug"));

        Throwable thrown = catchThrowable(() -> signal.send(Article.class, "saved"));

        assertThat(thrown).hasMessage("no");
        assertThat(SignalReceiverException.connectionOf(thrown)).containsSame(connection);
        assertThat(thrown.getSuppressed()).hasSize(1);
        assertThat(thrown.getSuppressed()[0])
                .hasMessageContainingAll(Failing.class.getName(), "post_save", Article.class.getName(), "auto-slug");
    }

    @Test
    void anExceptionOfALambdaNamesTheClassItStandsInAndAnySender() {
        signal.connect(event -> {
            throw new IllegalStateException("no");
        });

        assertThat(catchThrowable(() -> signal.send(null, "saved")).getSuppressed()[0])
                .hasMessageContainingAll("lambda in " + SendTest.class.getName(), "any sender");
    }

    @Test
    void anExceptionThroughNestedSendingsNamesBothReceiversFromTheInsideOut() {
        Signal<String> inner = Signal.of("inner", String.class);
        inner.connect(new Failing(new IllegalStateException("no")));
        signal.connect(event -> inner.send(null, event));

        Throwable thrown = catchThrowable(() -> signal.send(null, "saved"));

        Throwable[] notes = thrown.getSuppressed();
        assertThat(notes).hasSize(2);
        assertThat(notes[0]).hasMessageContaining("of inner");
        assertThat(notes[1]).hasMessageContaining("of post_save");
        assertThat(inner.connections())
                .hasSize(1)
                .first()
                .satisfies(innermost ->
                        assertThat(SignalReceiverException.connectionOf(thrown)).containsSame(innermost));
    }

    @Test
    void anExceptionOfNoReceiverHasNoConnection() {
        assertThat(SignalReceiverException.connectionOf(new IllegalStateException("no")))
                .isEmpty();
    }

    @Test
    void notesOnAnExceptionThrownAgainAndAgainDoNotPileUp() {
        IllegalStateException constant = new IllegalStateException("no");
        signal.connect(new Failing(constant));

        for (int i = 0; i < 1_000; i++) {
            assertThatThrownBy(() -> signal.send(null, "saved")).isSameAs(constant);
        }

        assertThat(constant.getSuppressed()).hasSizeLessThan(20);
    }

    @Test
    void aCheckedExceptionIsWrapped() {
        IOException failure = new IOException("disk full");
        Connection connection = signal.connect(Article.class, new Failing(failure), uid("cover"));

        assertThatThrownBy(() -> signal.send(Article.class, "saved"))
                .isInstanceOfSatisfying(SignalReceiverException.class, thrown -> {
                    assertThat(thrown.connection()).isSameAs(connection);
                    assertThat(SignalReceiverException.connectionOf(thrown)).containsSame(connection);
                })
                .hasCause(failure)
                .hasMessageContainingAll(
                        "disk full", Failing.class.getName(), "post_save", Article.class.getName(), "cover");
    }

    @Test
    void anInterruptIsWrappedAndTheThreadStaysInterrupted() {
        signal.connect(new Failing(new InterruptedException()));

        Throwable thrown = catchThrowable(() -> signal.send(null, "saved"));

        assertThat(Thread.interrupted()).isTrue();
        assertThat(thrown).isInstanceOf(SignalReceiverException.class).hasCauseInstanceOf(InterruptedException.class);
    }

    @Test
    void anErrorReachesTheCallerAsItIsWithItsReceiver() {
        AssertionError failure = new AssertionError("no");
        signal.connect(new Failing(failure));
        signal.connect(calls.receiver("never"));

        assertThatThrownBy(() -> signal.send(null, "saved")).isSameAs(failure);
        assertThat(failure.getSuppressed()[0]).hasMessageContaining(Failing.class.getName());
        assertThat(calls.take()).isEmpty();
    }

    @Test
    void anExceptionWithoutSuppressionReachesTheCallerToo() {
        RuntimeException failure = new RuntimeException("no", null, false, false) {
            private static final long serialVersionUID = 1L;
        };
        signal.connect(new Failing(failure));

        assertThatThrownBy(() -> signal.send(null, "saved")).isSameAs(failure);
    }

    @Test
    void aFailingSendingLeavesTheSignalUsable() {
        Connection failing = signal.connect(new Failing(new IllegalStateException("no")));
        signal.connect(calls.receiver("second"));
        assertThatThrownBy(() -> signal.send(null, "saved")).hasMessage("no");

        failing.close();

        assertThat(calls.sending(signal, null)).containsExactly("second");
    }

    @Test
    void anEventThatCannotBePrintedDoesNotHideTheFailure() {
        Signal<Object> objects = Signal.of("objects", Object.class);
        IllegalStateException failure = new IllegalStateException("no");
        objects.connect(new Failing(failure));

        assertThatThrownBy(() -> objects.send(null, new Unprintable())).isSameAs(failure);
    }

    @Test
    void anEventThatCannotBePrintedDoesNotHideTheFailureOfAnAsynchronousReceiver() {
        Signal<Object> objects = Signal.of("objects", Object.class);
        IllegalStateException failure = new IllegalStateException("no");
        objects.connect(SignalReceiver.async(event -> {
            throw failure;
        }));

        assertThatThrownBy(() -> objects.send(null, new Unprintable())).isSameAs(failure);
    }

    static final class Unprintable {
        @Override
        public String toString() {
            throw new UnsupportedOperationException("a lazy collection that cannot be loaded any more");
        }
    }

    static final class Failing implements SignalReceiver<Object> {

        private final Throwable failure;

        Failing(Throwable failure) {
            this.failure = failure;
        }

        @Override
        public void receive(Object event) throws Exception {
            if (failure instanceof Error error) {
                throw error;
            }
            throw (Exception) failure;
        }
    }
}
