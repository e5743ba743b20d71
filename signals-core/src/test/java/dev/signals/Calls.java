package dev.signals;

import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Makes receivers and writes down which of them was called, in order. */
final class Calls {

    private final List<String> names = new ArrayList<>();

    SignalReceiver<Object> receiver(String name) {
        return new Recorder(name, null);
    }

    /** A receiver that does something besides being written down. */
    SignalReceiver<Object> receiver(String name, SignalReceiver<Object> then) {
        return new Recorder(name, then);
    }

    AnsweringReceiver<Object> answering(String name, @Nullable Object answer) {
        return event -> {
            add(name);
            return answer;
        };
    }

    synchronized void add(String name) {
        names.add(name);
    }

    /** Who was called since the last time this was asked. */
    synchronized List<String> take() {
        List<String> taken = List.copyOf(names);
        names.clear();
        return taken;
    }

    /** Sends and says who was called. */
    List<String> sending(Signal<String> signal, @Nullable Class<?> sender) {
        take();
        signal.send(sender, "saved");
        return take();
    }

    private final class Recorder implements SignalReceiver<Object> {

        private final String name;
        private final @Nullable SignalReceiver<Object> then;

        private Recorder(String name, @Nullable SignalReceiver<Object> then) {
            this.name = name;
            this.then = then;
        }

        @Override
        public void receive(Object event) throws Exception {
            add(name);
            if (then != null) {
                then.receive(event);
            }
        }
    }
}
