/** What is known of Spring where it is present. The library does not need it; every class of Spring is used behind one check. */
@NullMarked
package dev.signals.hibernate.internal.spring;

import org.jspecify.annotations.NullMarked;
