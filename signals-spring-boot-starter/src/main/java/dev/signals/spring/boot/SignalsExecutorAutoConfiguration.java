package dev.signals.spring.boot;

import dev.signals.hibernate.ReceiverExecutor;
import io.micrometer.context.ContextSnapshotFactory;
import org.springframework.boot.autoconfigure.AutoConfiguration;
import org.springframework.boot.autoconfigure.condition.ConditionalOnClass;
import org.springframework.boot.autoconfigure.condition.ConditionalOnMissingBean;
import org.springframework.context.annotation.Bean;
import org.springframework.core.task.SimpleAsyncTaskExecutor;
import org.springframework.core.task.support.ContextPropagatingTaskDecorator;

/** Has asynchronous receivers see what the committing thread sees: traces, the MDC, the user, whatever has an accessor. */
@AutoConfiguration
@ConditionalOnClass(ContextSnapshotFactory.class)
public class SignalsExecutorAutoConfiguration {

    private static final int WITH_VIRTUAL_THREADS = 21;

    @Bean
    @ConditionalOnMissingBean
    ReceiverExecutor signalsReceiverExecutor() {
        SimpleAsyncTaskExecutor threads = new SimpleAsyncTaskExecutor("signals-receiver-");
        threads.setVirtualThreads(Runtime.version().feature() >= WITH_VIRTUAL_THREADS);
        threads.setDaemon(true);
        threads.setTaskDecorator(new ContextPropagatingTaskDecorator());
        return ReceiverExecutor.on(threads).orderedPerEntity();
    }
}
