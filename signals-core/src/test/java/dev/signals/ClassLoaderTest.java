package dev.signals;

import static dev.signals.Options.includingSubtypes;
import static dev.signals.Options.uid;
import static dev.signals.Options.weak;
import static org.assertj.core.api.Assertions.assertThat;

import dev.signals.Blog.Article;
import java.lang.ref.Reference;
import java.lang.ref.WeakReference;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.Test;

/** Nothing connected keeps an application alive that has been undeployed. */
class ClassLoaderTest {

    private final Signal<String> signal = Signal.of("post_save", String.class);
    private final Signal<String> part = signal.scoped();
    private final Calls calls = new Calls();
    private final SignalReceiver<Object> receiver = calls.receiver("receiver");

    @Test
    void a17_aSenderIsUnloadedAlthoughSignalReceiverAndHandleLive() {
        Connection[] handle = new Connection[1];
        WeakReference<ClassLoader> loader = connectAndSend(handle);

        Garbage.awaitCollected(loader);

        assertThat(handle[0].sender()).isEmpty();
        assertThat(handle[0].isForAnySender()).isFalse();
        assertThat(handle[0].isConnected()).isFalse();
        assertThat(handle[0].toString()).contains(LoadedEntity.class.getName());
        assertThat(signal.connections()).isEmpty();
        Reference.reachabilityFence(receiver);
    }

    @Test
    void a17_aReceiverOfAnUnloadedSenderDoesNotTurnIntoOneForAnySender() {
        Garbage.awaitCollected(connectAndSend(new Connection[1]));

        assertThat(calls.sending(signal, null)).isEmpty();
        assertThat(calls.sending(signal, Article.class)).isEmpty();
        assertThat(signal.disconnect(receiver)).isFalse();
    }

    @Test
    void a17_aLaterClassOfTheSameNameDoesNotInheritTheReceiver() {
        Garbage.awaitCollected(connectAndSend(new Connection[1]));
        Class<?> later = OwnLoader.of(LoadedEntity.class).load(LoadedEntity.class);

        assertThat(calls.sending(signal, later)).isEmpty();
    }

    @Test
    void a17_aSenderIsUnloadedThatOnlyReceiversForAnyOrForASupertypeHear() {
        signal.connect(receiver);
        signal.connect(LoadedInterface.class, receiver, includingSubtypes());
        part.connect(receiver);

        Garbage.awaitCollected(sendFromItsOwnLoader());

        assertThat(calls.sending(part, LoadedInterface.class)).containsExactly("receiver", "receiver", "receiver");
    }

    @Test
    void a17_aSenderNobodyHearsIsUnloaded() {
        signal.connect(Article.class, receiver);

        Garbage.awaitCollected(sendFromItsOwnLoader());

        assertThat(signal.connections()).hasSize(1);
    }

    @Test
    void aWeakReceiverIsUnloadedWithItsClass() {
        Garbage.awaitCollected(connectWeakReceiverAndSend());

        assertThat(signal.hasReceivers(Article.class)).isFalse();
        assertThat(part.hasReceivers(Article.class)).isFalse();
    }

    @Test
    void aStrongReceiverIsUnloadedAfterItWasClosed() {
        Connection[] handle = new Connection[1];
        WeakReference<ClassLoader> loader = connectStrongReceiverAndSend(handle);
        Garbage.collect();
        assertThat(loader.get()).isNotNull();

        handle[0].close();
        handle[0] = null;

        Garbage.awaitCollected(loader);
        assertThat(signal.connections()).isEmpty();
    }

    @Test
    void aReceiverThatFailedIsUnloadedAfterItWasClosed() {
        Garbage.awaitCollected(failRobustlyAndClose());

        assertThat(signal.connections()).isEmpty();
    }

    @Test
    void aSignalThatIsThrownAwayIsCollectedAlthoughSendersAndReceiversLive() {
        WeakReference<Signal<String>> dropped = new WeakReference<>(usedSignal());

        Garbage.awaitCollected(dropped);

        Reference.reachabilityFence(receiver);
        Reference.reachabilityFence(Article.class);
    }

    @Test
    void anEventIsNotHeldAfterItsSending() {
        signal.connect(receiver);
        signal.connect(SignalReceiver.async(event -> new CompletableFuture<>().completeAsync(() -> "done")));

        Garbage.awaitCollected(sendANewEvent());

        assertThat(signal.connections()).hasSize(2);
    }

    private WeakReference<ClassLoader> connectAndSend(Connection[] handle) {
        Class<?> sender = OwnLoader.of(LoadedEntity.class).load(LoadedEntity.class);
        handle[0] = signal.connect(sender, receiver);
        signal.connect(sender, receiver, uid("subtypes"), includingSubtypes());
        part.connect(sender, receiver);
        assertThat(calls.sending(signal, sender)).hasSize(2);
        assertThat(calls.sending(part, sender)).hasSize(3);
        assertThat(signal.hasReceivers(sender)).isTrue();
        return new WeakReference<>(sender.getClassLoader());
    }

    private WeakReference<ClassLoader> sendFromItsOwnLoader() {
        Class<?> sender = OwnLoader.of(LoadedEntity.class).load(LoadedEntity.class);
        signal.send(sender, "saved");
        part.sendRobust(sender, "saved");
        return new WeakReference<>(sender.getClassLoader());
    }

    @SuppressWarnings("unchecked") // it implements SignalReceiver<Object>
    private WeakReference<ClassLoader> connectWeakReceiverAndSend() {
        Object loaded = OwnLoader.of(LoadedReceiver.class).create(LoadedReceiver.class);
        signal.connect(Article.class, (SignalReceiver<Object>) loaded, weak());
        signal.send(Article.class, "saved");
        part.send(Article.class, "saved");
        assertThat(loaded).hasToString("called 2 times");
        return new WeakReference<>(loaded.getClass().getClassLoader());
    }

    @SuppressWarnings("unchecked") // it implements SignalReceiver<Object>
    private WeakReference<ClassLoader> connectStrongReceiverAndSend(Connection[] handle) {
        Object loaded = OwnLoader.of(LoadedReceiver.class).create(LoadedReceiver.class);
        handle[0] = signal.connect(Article.class, (SignalReceiver<Object>) loaded);
        signal.send(Article.class, "saved");
        assertThat(loaded).hasToString("called 1 times");
        return new WeakReference<>(loaded.getClass().getClassLoader());
    }

    @SuppressWarnings("unchecked") // it implements SignalReceiver<Object>
    private WeakReference<ClassLoader> failRobustlyAndClose() {
        Object loaded = OwnLoader.of(LoadedFailing.class).create(LoadedFailing.class);
        try (LogCapture log = LogCapture.open();
                Connection connection = signal.connect((SignalReceiver<Object>) loaded)) {
            assertThat(signal.sendRobust(Article.class, "saved")).hasSize(1);
            assertThat(log.onlyMessage()).contains(connection.toString());
        }
        return new WeakReference<>(loaded.getClass().getClassLoader());
    }

    private Signal<String> usedSignal() {
        Signal<String> used = Signal.of("dropped", String.class);
        used.connect(Article.class, receiver);
        used.connect(receiver);
        used.send(Article.class, "saved");
        used.scoped().send(Article.class, "saved");
        return used;
    }

    private WeakReference<Object> sendANewEvent() {
        String event = new StringBuilder("saved").toString();
        signal.send(Article.class, event);
        return new WeakReference<>(event);
    }

    public interface LoadedInterface {}

    public static final class LoadedEntity implements LoadedInterface {}

    public static final class LoadedReceiver implements SignalReceiver<Object> {

        private int called;

        @Override
        public void receive(Object event) {
            called++;
        }

        @Override
        public String toString() {
            return "called " + called + " times";
        }
    }

    public static final class LoadedFailing implements SignalReceiver<Object> {
        @Override
        public void receive(Object event) {
            throw new IllegalStateException("no");
        }
    }
}
