/** The support of Spring, which is optional: every class of Spring is used behind one check. */
@NullMarked
package dev.signals.hibernate.internal.spring;

import org.jspecify.annotations.NullMarked;
