/**
 * The observation of bulk statements, for which Hibernate has no event. Nothing of this package is installed without
 * the setting.
 *
 * <p>In: the execution of HQL and Criteria statements, by proxies around two services of Hibernate. Out: events, by
 * {@code dispatch}, and refusals by the policy of the settings.
 */
@NullMarked
package dev.signals.hibernate.internal.bulk;

import org.jspecify.annotations.NullMarked;
