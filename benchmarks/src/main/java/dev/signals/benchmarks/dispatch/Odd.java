package dev.signals.benchmarks.dispatch;

final class Odd extends Counting {

    @Override
    public void receive(Object event) {
        received++;
    }
}
