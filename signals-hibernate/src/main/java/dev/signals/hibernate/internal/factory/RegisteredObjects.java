package dev.signals.hibernate.internal.factory;

import dev.signals.hibernate.Registration;
import java.util.IdentityHashMap;
import java.util.function.Supplier;

/** The objects whose receiver methods are connected, each once. */
final class RegisteredObjects {

    private final IdentityHashMap<Object, Registration> registered = new IdentityHashMap<>();

    /** Returns the registration of an object, which is connected again if it has been closed. */
    synchronized Registration register(Object receivers, Supplier<Registration> connect) {
        Registration present = registered.get(receivers);
        if (present == null || !present.isConnected()) {
            present = connect.get();
            registered.put(receivers, present);
        }
        return present;
    }

    /** Disconnects an object, and returns whether it was registered. */
    synchronized boolean unregister(Object receivers) {
        Registration present = registered.remove(receivers);
        if (present != null) {
            present.close();
        }
        return present != null;
    }
}
