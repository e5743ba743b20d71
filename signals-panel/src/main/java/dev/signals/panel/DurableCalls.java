package dev.signals.panel;

import dev.signals.outbox.Outbox;
import dev.signals.outbox.call.DeadCall;
import dev.signals.outbox.call.PendingCalls;
import jakarta.persistence.EntityManagerFactory;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** The calls of durable receivers that wait in the database, or were given up. Loaded only if signals-outbox is there. */
final class DurableCalls {

    private static final int MOST = 50;

    private static final Pattern TYPE = Pattern.compile("(?:[\\w$]+\\.)+[\\w$]+(?=:|$)");

    private DurableCalls() {}

    static boolean arePossible() {
        try {
            Class.forName("dev.signals.outbox.Outbox", false, DurableCalls.class.getClassLoader());
            return true;
        } catch (ClassNotFoundException e) {
            return false;
        }
    }

    static Map<String, Object> of(EntityManagerFactory factory, boolean values) {
        Outbox outbox = Outbox.of(factory);
        List<DeadCall> dead = outbox.dead();
        Map<String, Object> json = new LinkedHashMap<>();
        json.put("pending", outbox.pending().stream().map(DurableCalls::pending).toList());
        json.put("deadCount", dead.size());
        json.put(
                "dead",
                dead.subList(Math.max(0, dead.size() - MOST), dead.size()).stream()
                        .map(call -> dead(call, values))
                        .toList());
        return json;
    }

    private static Map<String, Object> pending(PendingCalls calls) {
        Map<String, Object> json = new LinkedHashMap<>();
        json.put("receiver", calls.receiver());
        json.put("count", calls.count());
        json.put("failing", calls.failing());
        json.put("next", calls.nextAttempt().toEpochMilli());
        json.put("unknown", !calls.known());
        return json;
    }

    private static Map<String, Object> dead(DeadCall call, boolean values) {
        String failure = call.failure().lines().findFirst().orElse("");
        Map<String, Object> json = new LinkedHashMap<>();
        json.put("receiver", call.receiver());
        json.put("attempts", call.attempts());
        json.put("time", call.time().toEpochMilli());
        json.put("failure", values ? failure : type(failure));
        return json;
    }

    /** Returns the class at the beginning of a failure. An exception may print itself in another way, with values. */
    private static String type(String failure) {
        Matcher type = TYPE.matcher(failure);
        return type.lookingAt() ? type.group() : "an exception";
    }
}
