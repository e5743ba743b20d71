package dev.signals.spring.boot;

import dev.signals.hibernate.SlowCall;
import java.time.Instant;
import java.util.List;

/**
 * A slow call, as Actuator shows it.
 *
 * @param millis how long it took, in milliseconds
 * @param statementCount how many statements it has executed, repetitions included
 */
record SlowCallView(
        Instant begun,
        long millis,
        String signal,
        String sender,
        String receiver,
        String event,
        String thread,
        List<SlowCall.Statement> statements,
        int statementCount) {

    static SlowCallView of(SlowCall call) {
        return new SlowCallView(
                call.begun(),
                call.duration().toMillis(),
                call.signal(),
                call.sender(),
                call.receiver(),
                call.event(),
                call.thread(),
                call.statements(),
                call.statementCount());
    }
}
