package dev.signals;

import static dev.signals.Options.filter;
import static dev.signals.Options.includingSubtypes;
import static dev.signals.Options.order;
import static dev.signals.Options.uid;
import static dev.signals.Options.weak;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.assertThatNullPointerException;

import dev.signals.Blog.Article;
import dev.signals.Blog.Content;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** Mistakes are told at connect, with the offender and with what to do. */
@SuppressWarnings("NullAway") // nulls are the input
class BadInputTest {

    private final Signal<String> signal = Signal.of("post_save", String.class);
    private final SignalReceiver<Object> receiver = new Calls().receiver("one");

    @AfterEach
    void nothingIsConnected() {
        assertThat(signal.connections()).isEmpty();
    }

    @Test
    void aSignalWithoutNameOrEventTypeIsRefused() {
        assertThatNullPointerException()
                .isThrownBy(() -> Signal.of(null, String.class))
                .withMessageContaining("name");
        assertThatNullPointerException()
                .isThrownBy(() -> Signal.of("post_save", null))
                .withMessageContaining("eventType");
    }

    @Test
    void aNullReceiverIsRefused() {
        SignalReceiver<Object> none = null;

        assertThatNullPointerException().isThrownBy(() -> signal.connect(none)).withMessageContaining("receiver");
        assertThatNullPointerException()
                .isThrownBy(() -> signal.connect(Article.class, none))
                .withMessageContaining("receiver");
        assertThatNullPointerException()
                .isThrownBy(() -> signal.disconnect(none))
                .withMessageContaining("receiver");
        assertThatNullPointerException()
                .isThrownBy(() -> signal.disconnect(Article.class, none))
                .withMessageContaining("receiver");
    }

    @Test
    void aNullSenderIsRefusedWithTheWayToHearEverySender() {
        assertThatNullPointerException()
                .isThrownBy(() -> signal.connect(null, receiver))
                .withMessageContaining("sender")
                .withMessageContaining("call connect without one");
        assertThatNullPointerException()
                .isThrownBy(() -> signal.disconnect((Class<?>) null, receiver))
                .withMessageContaining("sender");
        assertThatNullPointerException()
                .isThrownBy(() -> signal.disconnect((Class<?>) null, "u"))
                .withMessageContaining("sender");
    }

    @Test
    void aNullOptionIsRefused() {
        Option<Object> none = null;

        assertThatNullPointerException()
                .isThrownBy(() -> signal.connect(receiver, none))
                .withMessageContaining("option");
    }

    @Test
    void nullInsideAnOptionIsRefused() {
        assertThatNullPointerException().isThrownBy(() -> uid(null)).withMessageContaining("dispatchUid");
        assertThatNullPointerException().isThrownBy(() -> filter(null)).withMessageContaining("condition");
    }

    @Test
    void aNullUidIsRefusedByDisconnect() {
        String none = null;

        assertThatNullPointerException()
                .isThrownBy(() -> signal.disconnect(none))
                .withMessageContaining("uid");
        assertThatNullPointerException()
                .isThrownBy(() -> signal.disconnect(Article.class, none))
                .withMessageContaining("uid");
    }

    @Test
    void aNullEventIsRefusedEvenWithNobodyListening() {
        assertThatNullPointerException()
                .isThrownBy(() -> signal.send(null, null))
                .withMessageContaining("event");
        assertThatNullPointerException()
                .isThrownBy(() -> signal.sendRobust(null, null))
                .withMessageContaining("event");
        assertThatNullPointerException()
                .isThrownBy(() -> signal.sendAsync(null, null, Runnable::run))
                .withMessageContaining("event");
        assertThatNullPointerException()
                .isThrownBy(() -> signal.sendRobustAsync(null, null, Runnable::run))
                .withMessageContaining("event");
    }

    @Test
    void aNullExecutorIsRefusedEvenWithNobodyListening() {
        assertThatNullPointerException()
                .isThrownBy(() -> signal.sendAsync(null, "saved", null))
                .withMessageContaining("executor");
        assertThatNullPointerException()
                .isThrownBy(() -> signal.sendRobustAsync(null, "saved", null))
                .withMessageContaining("executor");
    }

    @Test
    void a14_aReceiverOfAnotherEventTypeIsRefusedAtConnect() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> signal.connect(Article.class, raw(new TakesNumbers())))
                .withMessageContaining(TakesNumbers.class.getName())
                .withMessageContaining("post_save")
                .withMessageContaining(Article.class.getName())
                .withMessageContaining("it receives java.lang.Integer")
                .withMessageContaining("sends java.lang.String");
    }

    @Test
    void a14_anAnsweringReceiverOfAnotherEventTypeIsRefusedAtConnect() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> signal.connect(raw(new AnswersNumbers())))
                .withMessageContaining("java.lang.Integer");
    }

    @Test
    void a14_anAsynchronousReceiverOfAnotherEventTypeIsRefusedAtConnect() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> signal.connect(raw(new StartsNumbers())))
                .withMessageContaining("java.lang.Integer");
    }

    @Test
    void a14_aReceiverThatInheritsItsMethodIsRefusedAtConnect() {
        class Inheriting extends TakesNumbers {}

        assertThatIllegalArgumentException()
                .isThrownBy(() -> signal.connect(raw(new Inheriting())))
                .withMessageContaining("java.lang.Integer");
    }

    @Test
    void aReceiverOfASupertypeIsTaken() {
        class TakesText implements SignalReceiver<CharSequence> {
            @Override
            public void receive(CharSequence event) {}
        }

        signal.connect(new TakesText()).close();
    }

    @Test
    void aReceiverWithOverloadsIsTaken() {
        class Overloaded implements SignalReceiver<String> {
            @Override
            public void receive(String event) {}

            @SuppressWarnings("unused") // overloads the receiving method
            public void receive(Integer number) {}
        }

        signal.connect(new Overloaded()).close();
    }

    @Test
    void aReceiverOfAGenericBaseClassIsTaken() {
        abstract class Base<T> implements SignalReceiver<T> {
            @Override
            public void receive(T event) {}
        }
        class Concrete extends Base<String> {}

        signal.connect(new Concrete()).close();
    }

    @Test
    void aReceiverWhoseInterfaceReceivesMayHaveAMethodNamedAnswerOfItsOwn() {
        class Quiz implements Listening {
            @SuppressWarnings("unused") // nothing to do with AnsweringReceiver
            public int answer(Integer question) {
                return question;
            }
        }

        assertThatCode(() -> signal.connect(new Quiz()).close()).doesNotThrowAnyException();
    }

    @Test
    void a15_aWeakLambdaIsRefused() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> signal.connect(Article.class, event -> {}, weak()))
                .withMessageContaining("lambda in " + BadInputTest.class.getName())
                .withMessageContaining("post_save")
                .withMessageContaining("drop weak()");
    }

    @Test
    void a15_aWeakLambdaThatCapturesIsRefused() {
        Calls calls = new Calls();

        assertThatIllegalArgumentException()
                .isThrownBy(() -> signal.connect(event -> calls.add("lambda"), weak()))
                .withMessageContaining("drop weak()");
    }

    @Test
    void a16_aWeakMethodReferenceIsRefusedWithTheAdviceToPassTheObject() {
        List<Object> heard = List.of();

        assertThatIllegalArgumentException()
                .isThrownBy(() -> signal.connect(heard::contains, weak()))
                .withMessageContaining("method reference")
                .withMessageContaining("pass an object that you keep");
    }

    @Test
    void includingSubtypesWithoutSenderIsRefused() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> signal.connect(receiver, includingSubtypes()))
                .withMessageContaining("includingSubtypes()")
                .withMessageContaining("give the sender or drop the option");
    }

    @Test
    void aUidGivenTwiceIsRefused() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> signal.connect(Article.class, receiver, uid("a"), order(1), uid("b")))
                .withMessageContaining("b")
                .withMessageContaining("post_save")
                .withMessageContaining("give each kind once");
    }

    @Test
    void anOrderGivenTwiceIsRefusedEvenIfItIsZero() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> signal.connect(receiver, order(0), order(0)))
                .withMessageContaining("give each kind once");
    }

    @Test
    void anEmptyUidGivenTwiceIsRefused() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> signal.connect(receiver, uid(""), uid("")))
                .withMessageContaining("give each kind once");
    }

    @Test
    void twoFiltersAreRefused() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> signal.connect(receiver, filter(event -> true), filter(event -> true)))
                .withMessageContaining("give each kind once");
    }

    @Test
    void twoDeliveriesAreRefused() {
        Delivery<Object> delivery = (event, call) -> call.run();

        assertThatIllegalArgumentException()
                .isThrownBy(() -> signal.connect(receiver, delivery, delivery))
                .withMessageContaining("give each kind once");
    }

    @Test
    void weakGivenTwiceIsRefusedByItsName() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> signal.connect(receiver, weak(), weak()))
                .withMessageContaining("weak()")
                .withMessageContaining("give each kind once");
    }

    @Test
    void includingSubtypesGivenTwiceIsRefusedByItsName() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> signal.connect(Content.class, receiver, includingSubtypes(), includingSubtypes()))
                .withMessageContaining("includingSubtypes()")
                .withMessageContaining("give each kind once");
    }

    @Test
    void aForeignOptionIsRefused() {
        class Priority implements Option<Object> {}

        assertThatIllegalArgumentException()
                .isThrownBy(() -> signal.connect(receiver, new Priority()))
                .withMessageContaining(Priority.class.getName())
                .withMessageContaining("use an option of dev.signals.Options");
    }

    @Test
    void aDeliveryForAnAnsweringReceiverIsRefused() {
        Delivery<Object> delivery = new Delivery<>() {
            @Override
            public void deliver(Object event, Call call) {}

            @Override
            public String toString() {
                return "afterCommit()";
            }
        };

        assertThatIllegalArgumentException()
                .isThrownBy(() -> signal.connect(SignalReceiver.answering(event -> 42), delivery))
                .withMessageContaining("afterCommit()")
                .withMessageContaining("use a receiver that does not answer");
    }

    @Test
    void aBadOptionIsToldEvenIfTheReceiverIsConnectedAlready() {
        try (Connection present = signal.connect(receiver)) {
            assertThatIllegalArgumentException().isThrownBy(() -> signal.connect(receiver, includingSubtypes()));
            assertThat(signal.connections()).containsExactly(present);
        }
    }

    @SuppressWarnings({"unchecked", "rawtypes"}) // the mistake under test
    private static SignalReceiver<String> raw(SignalReceiver receiver) {
        return receiver;
    }

    interface Listening extends SignalReceiver<String> {
        @Override
        default void receive(String event) {}
    }

    static class TakesNumbers implements SignalReceiver<Integer> {
        @Override
        public void receive(Integer event) {}
    }

    static final class AnswersNumbers implements AnsweringReceiver<Integer> {
        @Override
        public Object answer(Integer event) {
            return event;
        }
    }

    static final class StartsNumbers implements AsyncReceiver<Integer> {
        @Override
        public CompletionStage<?> receiveAsync(Integer event) {
            return CompletableFuture.completedFuture(event);
        }
    }
}
