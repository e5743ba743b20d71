/** How Hibernate tells of bulk statements, for which it has no event; nothing of it is installed without the setting. */
@NullMarked
package dev.signals.hibernate.internal.bulk;

import org.jspecify.annotations.NullMarked;
