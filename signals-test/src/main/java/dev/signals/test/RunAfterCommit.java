package dev.signals.test;

import java.lang.annotation.Documented;
import java.lang.annotation.ElementType;
import java.lang.annotation.Inherited;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.parallel.ResourceLock;

/**
 * Calls what waits for a commit at the end of each test method, before its transaction is rolled back: for tests with
 * {@code @DataJpaTest} or {@code @Transactional} of Spring, and for any test that opens a transaction before the test
 * method and rolls it back afterwards. A receiver that fails makes the test fail. {@code @AfterEach} methods see what
 * receivers have done.
 *
 * <p>A test method may have a parameter of type {@link SignalRecorder}. It records the signals of all session factories, and
 * the test calls {@link SignalRecorder#runAfterCommit} itself to look at the result:
 *
 * <pre>{@code
 * @DataJpaTest
 * @RunAfterCommit
 * class OrdersTest {
 *
 *     @Test
 *     void aMailIsSent(SignalRecorder recorder) {
 *         orders.save(order);
 *         recorder.runAfterCommit();
 *         assertThat(mailer.sent()).hasSize(1);
 *     }
 * }
 * }</pre>
 *
 * <p>After a failed test, and without an open transaction, nothing is called. Tests with this annotation do not run at the
 * same time as others that change the signals of the process.
 */
@Documented
@Inherited
@Retention(RetentionPolicy.RUNTIME)
@Target({ElementType.TYPE, ElementType.METHOD})
@ExtendWith(RunAfterCommitExtension.class)
@ResourceLock(SignalsExtension.LOCK)
public @interface RunAfterCommit {}
