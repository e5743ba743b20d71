package dev.signals.docs.recipes;

import dev.signals.hibernate.Receiver;
import dev.signals.hibernate.event.Changed;

class Announcements {
    private final Mailer mailer;

    Announcements(Mailer mailer) {
        this.mailer = mailer;
    }

    @Receiver(durable = "announcements", createdOnly = true)
    void mail(Changed<Article> event) {
        mailer.send("New article: " + event.state().get("title"));
    }
}
