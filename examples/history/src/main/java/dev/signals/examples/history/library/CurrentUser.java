package dev.signals.examples.history.library;

import dev.signals.examples.history.HistoryRecorder;
import dev.signals.hibernate.ContextProvider;
import java.util.Map;

/** Who is logged in on a thread. With Spring Security it would ask the {@code SecurityContextHolder}. */
final class CurrentUser implements ContextProvider {

    private final ThreadLocal<String> name = new ThreadLocal<>();

    void logIn(String user) {
        name.set(user);
    }

    void logOut() {
        name.remove();
    }

    @Override
    public Map<String, ?> context() {
        String user = name.get();
        return user == null ? Map.of() : Map.of(HistoryRecorder.USER, user);
    }
}
