/** Typed signals in the manner of Django: connect, send, receive. Depends on nothing but the JDK. */
module dev.signals {
    requires static jdk.jfr;
    requires static org.jspecify;

    exports dev.signals;

    uses dev.signals.ReceiverObserver;
}
