/**
 * The connecting of receivers to signals about entities, with the options and parts that these signals add to the
 * options of core.
 *
 * <p>In: calls of {@code connect} from the public packages. Out: connections of core. It uses {@code event} and {@code
 * access} only, and gets the rule of a session factory from {@code mapping}.
 */
@NullMarked
package dev.signals.hibernate.internal.connect;

import org.jspecify.annotations.NullMarked;
