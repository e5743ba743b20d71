package dev.signals.outbox.internal.text;

import dev.signals.hibernate.internal.access.CallChain;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** What has caused an event, in its JSON. Most events have nothing of it. */
final class ChainText {

    private ChainText() {}

    static void put(Map<String, @Nullable Object> json, CallChain chain) {
        if (chain.calls() > 0) {
            json.put(Fields.CAUSES, chain.calls());
        }
        if (!chain.last().isEmpty()) {
            json.put(Fields.LAST_CAUSES, chain.last());
        }
    }

    @SuppressWarnings("unchecked") // as it was put
    static CallChain of(Map<String, @Nullable Object> json) {
        Number calls = (Number) json.get(Fields.CAUSES);
        List<List<String>> last = (List<List<String>>) json.get(Fields.LAST_CAUSES);
        return calls == null ? CallChain.NONE : new CallChain(calls.intValue(), last == null ? List.of() : last);
    }

    /** Has the event begin a chain. */
    static boolean remove(Map<String, @Nullable Object> json) {
        json.remove(Fields.LAST_CAUSES);
        return json.remove(Fields.CAUSES) != null;
    }
}
