package dev.signals.examples.blog.services;

import java.util.List;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;

/** Keeps in memory what a real blog would send by mail. */
public final class Outbox {

    private final Queue<Notification> sent = new ConcurrentLinkedQueue<>();

    public void send(Notification notification) {
        sent.add(notification);
    }

    public List<Notification> sent() {
        return List.copyOf(sent);
    }
}
