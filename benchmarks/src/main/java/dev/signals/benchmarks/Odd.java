package dev.signals.benchmarks;

final class Odd extends Counting {

    @Override
    public void receive(Object event) {
        received++;
    }
}
