/**
 * Connects receivers to signals about entities: the options and parts that these signals add to those of core.
 *
 * <p>In: calls of {@code connect} from the public packages. Out: connections of core. It knows {@code event} and {@code access} and nothing of
 * a session factory; {@code mapping} gives it the rule of one.
 */
@NullMarked
package dev.signals.hibernate.internal.connect;

import org.jspecify.annotations.NullMarked;
