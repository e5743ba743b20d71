package dev.signals.benchmarks.report;

import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.runner.options.ChainedOptionsBuilder;
import org.openjdk.jmh.runner.options.TimeValue;

/** How long one variant is measured in one round. */
public sealed interface Effort {

    /** Tells JMH. */
    void apply(ChainedOptionsBuilder options);

    /**
     * For a number of calls, added up. Unlike a time, it gives the compiler the same to do in each variant, and on a busy
     * machine as on an idle one.
     *
     * @param warmups before measuring
     * @param measured measuring
     */
    record Batch(int warmups, int measured) implements Effort {

        @Override
        public void apply(ChainedOptionsBuilder options) {
            options.mode(Mode.SingleShotTime)
                    .warmupIterations(1)
                    .warmupBatchSize(warmups)
                    .measurementIterations(1)
                    .measurementBatchSize(measured);
        }
    }

    /**
     * For a time.
     *
     * @param warmupMillis before measuring
     * @param measuredMillis measuring
     */
    record Time(int warmupMillis, int measuredMillis) implements Effort {

        @Override
        public void apply(ChainedOptionsBuilder options) {
            options.warmupIterations(1)
                    .warmupTime(TimeValue.milliseconds(warmupMillis))
                    .measurementIterations(1)
                    .measurementTime(TimeValue.milliseconds(measuredMillis));
        }
    }

    /**
     * For a number of calls that are long enough to be measured one by one.
     *
     * @param warmups before measuring
     * @param measured measuring
     */
    record Calls(int warmups, int measured) implements Effort {

        @Override
        public void apply(ChainedOptionsBuilder options) {
            options.warmupIterations(warmups).measurementIterations(measured);
        }
    }
}
