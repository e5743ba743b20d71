package dev.signals.it.harmless;

import java.util.List;
import java.util.SplittableRandom;

/** Random choices of one seed. */
final class Dice {

    /** Unlike {@code Random}, whose first numbers are alike for neighbouring seeds. */
    private final SplittableRandom random;

    Dice(long seed) {
        random = new SplittableRandom(seed);
    }

    /** One of 0 to {@code bound} - 1. */
    int next(int bound) {
        return random.nextInt(bound);
    }

    /** True in {@code part} of {@code whole} cases. */
    boolean chance(int part, int whole) {
        return random.nextInt(whole) < part;
    }

    <T> T one(List<T> list) {
        return list.get(random.nextInt(list.size()));
    }

    <F extends Feature> F feature(List<F> features) {
        int rest = random.nextInt(features.stream().mapToInt(Feature::weight).sum());
        for (F feature : features) {
            rest -= feature.weight();
            if (rest < 0) {
                return feature;
            }
        }
        throw new AssertionError();
    }
}
