package dev.signals.hibernate;

import dev.signals.Delivery;

/** The option {@link ModelSignals#afterCommit}. */
enum AfterCommit implements Delivery<ModelEvent<?>> {
    INSTANCE;

    @Override
    public void deliver(ModelEvent<?> event, Call call) {
        event.onCommit(new Work(event, call));
    }

    @Override
    public String toString() {
        return "afterCommit()";
    }

    private record Work(ModelEvent<?> event, Call call) implements Runnable {

        @Override
        public void run() {
            try {
                call.run();
            } catch (RuntimeException e) {
                throw e;
            } catch (Exception e) {
                throw new IllegalStateException(call.connection() + " threw " + e, e);
            }
        }

        /** Names the receiver and the event in the log if the receiver fails. */
        @Override
        public String toString() {
            return call.connection() + " on receiving " + event;
        }
    }
}
