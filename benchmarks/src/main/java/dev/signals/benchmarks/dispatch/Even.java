package dev.signals.benchmarks.dispatch;

final class Even extends Counting {

    @Override
    public void receive(Object event) {
        received += 2;
    }
}
