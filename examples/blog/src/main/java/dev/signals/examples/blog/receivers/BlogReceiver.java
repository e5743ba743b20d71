package dev.signals.examples.blog.receivers;

import dev.signals.hibernate.ModelSignals;

/** One thing the blog does by itself. */
public interface BlogReceiver {

    void connect(ModelSignals signals);
}
