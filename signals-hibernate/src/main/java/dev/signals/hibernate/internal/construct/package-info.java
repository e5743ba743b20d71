/**
 * The signals pre_init and post_init for objects that the application itself constructs.
 *
 * <p>Begin with {@link dev.signals.hibernate.internal.construct.Constructions}. Woven code calls {@link
 * dev.signals.hibernate.internal.construct.WovenNew}.
 */
@NullMarked
package dev.signals.hibernate.internal.construct;

import org.jspecify.annotations.NullMarked;
