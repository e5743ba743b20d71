package dev.signals.examples.blog.receivers;

import dev.signals.hibernate.FactorySignals;

/** One thing the blog does by itself. */
public interface BlogReceiver {

    void connect(FactorySignals signals);
}
