package dev.signals.docs.recipes;

import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;

/** Mails that were sent. */
class Mailer {
    final List<String> sent = new CopyOnWriteArrayList<>();

    void send(String text) {
        sent.add(text);
    }
}
