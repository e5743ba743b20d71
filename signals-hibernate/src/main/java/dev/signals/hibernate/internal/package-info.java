/**
 * The implementation; nothing in here is for users.
 *
 * <p>Hibernate finds {@code SignalsBootstrap}, which looks at the version; {@code SignalsIntegrator} wires one session factory. A change then takes this path: {@code hooks} (Hibernate has
 * reached us) to {@code walk} (which entities does it concern) to {@code dispatch} (event and receivers), with {@code
 * session} keeping what has to wait until the flush has ended.
 */
@NullMarked
package dev.signals.hibernate.internal;

import org.jspecify.annotations.NullMarked;
