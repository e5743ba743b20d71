/**
 * Weaves signals around {@code new} at build time. Begin with {@link dev.signals.weaver.SignalsWeaver}.
 *
 * @since 0.1
 */
@NullMarked
package dev.signals.weaver;

import org.jspecify.annotations.NullMarked;
