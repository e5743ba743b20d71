package dev.signals.examples.shop;

import java.util.List;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.stereotype.Component;

/** Logs and keeps what a real shop would send. */
@Component
class Mailer {

    /** A mail. */
    record Mail(String to, String text) {}

    private static final Logger LOG = LoggerFactory.getLogger(Mailer.class);

    private final Queue<Mail> sent = new ConcurrentLinkedQueue<>();

    void send(String to, String text) {
        LOG.info("to {}: {}", to, text);
        sent.add(new Mail(to, text));
    }

    List<Mail> sent() {
        return List.copyOf(sent);
    }
}
