package dev.signals;

import static dev.signals.Options.filter;
import static dev.signals.Options.uid;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowable;

import dev.signals.Blog.Article;
import dev.signals.SendTest.Failing;
import dev.signals.SendTest.Unprintable;
import java.io.IOException;
import java.util.List;
import java.util.logging.Level;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class SendRobustTest {

    private final Signal<String> signal = Signal.of("post_save", String.class);
    private final Calls calls = new Calls();
    private final LogCapture log = LogCapture.open();

    @AfterEach
    void stopCapturing() {
        log.close();
    }

    @Test
    void a23_aFailureBecomesAnOutcomeAndTheOthersAreStillCalled() {
        IllegalStateException failure = new IllegalStateException("no");
        Connection first = signal.connect(calls.receiver("first"));
        Connection failing = signal.connect(new Failing(failure));
        Connection answering = signal.connect(calls.answering("answering", 42));

        assertThat(signal.sendRobust(null, "saved"))
                .containsExactly(
                        new Outcome.Returned(first, null),
                        new Outcome.Failed(failing, failure),
                        new Outcome.Returned(answering, 42));
        assertThat(calls.take()).containsExactly("first", "answering");
    }

    @Test
    void a23_aCheckedExceptionIsTheCauseUnchanged() {
        IOException failure = new IOException("disk full");
        Connection failing = signal.connect(new Failing(failure));

        assertThat(signal.sendRobust(null, "saved")).containsExactly(new Outcome.Failed(failing, failure));
    }

    @Test
    void a23_aReceiverWhoseFilterRefusesHasNoOutcome() {
        signal.connect(calls.receiver("refused"), filter(event -> false));

        assertThat(signal.sendRobust(null, "saved")).isEmpty();
    }

    @Test
    void a24_anErrorStopsTheSendingAndReachesTheCaller() {
        AssertionError failure = new AssertionError("no");
        signal.connect(new Failing(failure));
        signal.connect(calls.receiver("never"));

        assertThatThrownBy(() -> signal.sendRobust(null, "saved")).isSameAs(failure);
        assertThat(calls.take()).isEmpty();
    }

    @Test
    void a24_anErrorCarriesItsReceiver() {
        AssertionError failure = new AssertionError("no");
        signal.connect(new Failing(failure));

        assertThatThrownBy(() -> signal.sendRobust(null, "saved")).isSameAs(failure);
        assertThat(failure.getSuppressed()).hasSize(1);
        assertThat(failure.getSuppressed()[0]).hasMessageContaining(Failing.class.getName());
    }

    @Test
    void a24_anInterruptStopsTheSendingAndTheThreadStaysInterrupted() {
        signal.connect(new Failing(new InterruptedException()));
        signal.connect(calls.receiver("never"));

        Throwable thrown = catchThrowable(() -> signal.sendRobust(null, "saved"));

        assertThat(Thread.interrupted()).isTrue();
        assertThat(thrown).isInstanceOf(SignalReceiverException.class).hasCauseInstanceOf(InterruptedException.class);
        assertThat(calls.take()).isEmpty();
    }

    @Test
    void a25_everyFailureIsLoggedWithItsReceiverAndItsTrace() {
        IllegalStateException failure = new IllegalStateException("no");
        signal.connect(Article.class, new Failing(failure), uid("auto-slug"));
        signal.connect(Article.class, new Failing(new IOException("disk full")));

        signal.sendRobust(Article.class, "saved");

        assertThat(log.levels()).containsExactly(Level.SEVERE, Level.SEVERE);
        assertThat(log.records().get(0).getThrown()).isSameAs(failure);
        assertThat(log.records().get(0).getMessage())
                .contains(Failing.class.getName(), "post_save", Article.class.getName(), "auto-slug");
        assertThat(log.records().get(1).getThrown()).hasMessage("disk full");
    }

    @Test
    void a25_theFailureOfALambdaIsLoggedAndStopsNothing() {
        signal.connect(event -> {
            throw new IllegalStateException("no");
        });
        signal.connect(calls.receiver("second"));

        signal.sendRobust(null, "saved");

        assertThat(log.onlyMessage()).contains("lambda in " + SendRobustTest.class.getName());
        assertThat(calls.take()).containsExactly("second");
    }

    @Test
    void a25_anEventThatCannotBePrintedStopsNothing() {
        Signal<Object> objects = Signal.of("objects", Object.class);
        IllegalStateException failure = new IllegalStateException("no");
        Connection failing = objects.connect(new Failing(failure));
        Connection second = objects.connect(calls.receiver("second"));

        assertThat(objects.sendRobust(null, new Unprintable()))
                .containsExactly(new Outcome.Failed(failing, failure), new Outcome.Returned(second, null));
        assertThat(log.levels()).containsExactly(Level.SEVERE);
    }

    @Test
    void a25_successIsNotLogged() {
        signal.connect(calls.receiver("first"));

        signal.sendRobust(null, "saved");

        assertThat(log.records()).isEmpty();
    }

    @Test
    void aSendingThatStopsAtTheFirstFailureLogsNothing() {
        signal.connect(new Failing(new IllegalStateException("no")));

        assertThatThrownBy(() -> signal.send(null, "saved")).hasMessage("no");

        assertThat(log.records()).isEmpty();
    }

    @Test
    void aThrowingFilterIsAFailureOfItsReceiver() {
        IllegalStateException failure = new IllegalStateException("filter");
        Connection filtered = signal.connect(calls.receiver("filtered"), filter(event -> {
            throw failure;
        }));
        Connection second = signal.connect(calls.receiver("second"));

        assertThat(signal.sendRobust(null, "saved"))
                .containsExactly(new Outcome.Failed(filtered, failure), new Outcome.Returned(second, null));
        assertThat(calls.take()).containsExactly("second");
    }

    @Test
    void aReceiverThatDisconnectsTheNextStillLetsItBeCalledThisTime() {
        SignalReceiver<Object> second = calls.receiver("second");
        signal.connect(calls.receiver("first", event -> signal.disconnect(second)));
        signal.connect(second);

        assertThat(signal.sendRobust(null, "saved")).hasSize(2);
        assertThat(signal.sendRobust(null, "saved")).hasSize(1);
    }

    @Test
    void theOutcomesCannotBeChanged() {
        signal.connect(calls.receiver("first"));
        List<Outcome> outcomes = signal.sendRobust(null, "saved");

        assertThatThrownBy(outcomes::clear).isInstanceOf(UnsupportedOperationException.class);
    }
}
