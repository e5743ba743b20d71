package dev.signals.it.restart.app;

import dev.signals.SignalReceiver;
import dev.signals.hibernate.event.PostSave;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.Supplier;

/** A part of an application that has a class loader of its own, below that of the application. */
public final class Plugin implements SignalReceiver<PostSave<?>>, Supplier<List<String>> {

    private final List<String> calls = new CopyOnWriteArrayList<>();

    @Override
    public void receive(PostSave<?> event) {
        calls.add("plugin");
    }

    @Override
    public List<String> get() {
        return calls;
    }
}
