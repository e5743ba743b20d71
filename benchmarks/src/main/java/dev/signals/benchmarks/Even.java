package dev.signals.benchmarks;

final class Even extends Counting {

    @Override
    public void receive(Object event) {
        received += 2;
    }
}
