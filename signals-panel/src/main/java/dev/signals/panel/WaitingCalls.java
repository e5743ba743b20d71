package dev.signals.panel;

import dev.signals.Connection;
import dev.signals.hibernate.internal.connect.CallQueue;
import dev.signals.hibernate.internal.connect.ExecutorDelivery;
import java.util.ArrayList;
import java.util.IdentityHashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** The calls that wait for a thread, or run in one, by executor. */
final class WaitingCalls {

    private WaitingCalls() {}

    static List<Map<String, Object>> of(List<Connection> connections) {
        IdentityHashMap<CallQueue, Map<String, Object>> queues = new IdentityHashMap<>();
        List<Map<String, Object>> listed = new ArrayList<>();
        for (Connection connection : connections) {
            if (connection.delivery().orElse(null) instanceof ExecutorDelivery delivery) {
                Map<String, Object> json = queues.computeIfAbsent(delivery.queue(), queue -> {
                    Map<String, Object> made = new LinkedHashMap<>();
                    made.put("name", delivery.description());
                    made.put("pending", queue.size());
                    made.put("receivers", new ArrayList<String>());
                    listed.add(made);
                    return made;
                });
                addReceiver(json, ReceiverName.shortName(connection.receiverName()));
            }
        }
        return listed;
    }

    @SuppressWarnings("unchecked") // put in above
    private static void addReceiver(Map<String, Object> queue, String receiver) {
        List<String> receivers = (List<String>) queue.get("receivers");
        if (receivers != null && !receivers.contains(receiver)) {
            receivers.add(receiver);
        }
    }
}
