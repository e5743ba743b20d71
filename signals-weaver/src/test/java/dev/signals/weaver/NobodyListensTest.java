package dev.signals.weaver;

import static org.assertj.core.api.Assertions.assertThat;

import com.sun.management.ThreadMXBean;
import dev.signals.Connection;
import dev.signals.hibernate.ModelSignals;
import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.nio.file.Path;
import java.util.function.Supplier;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Woven code that nobody listens to allocates what it allocates unwoven, also in an interpreter. */
class NobodyListensTest {

    private static final int TIMES = 10_000;

    @TempDir
    private Path folder;

    @Test
    void nothingMoreIsAllocated() throws IOException {
        try (WovenShop shop = WovenShop.in(folder, WovenShop.With.JAVAC);
                Connection elsewhere = ModelSignals.PRE_INIT.connect(shop.type("Review"), event -> {})) {
            @SuppressWarnings("unchecked")
            Supplier<Object> woven = (Supplier<Object>) Calls.make(shop.type("Press"));

            assertThat(allocated(woven)).isEqualTo(allocated(new dev.signals.weaver.shop.Press()));
            assertThat(elsewhere.isConnected()).isTrue();
        }
    }

    /** Returns the bytes for each of many objects. A few bytes in all belong to the JVM, as when it counts or compiles. */
    private static long allocated(Supplier<Object> press) {
        ThreadMXBean thread = (ThreadMXBean) ManagementFactory.getThreadMXBean();
        make(press);
        long before = thread.getCurrentThreadAllocatedBytes();
        make(press);
        return (thread.getCurrentThreadAllocatedBytes() - before) / TIMES;
    }

    private static void make(Supplier<Object> press) {
        for (int i = 0; i < TIMES; i++) {
            press.get();
        }
    }
}
