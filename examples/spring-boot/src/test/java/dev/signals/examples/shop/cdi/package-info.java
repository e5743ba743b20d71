/** Receivers in CDI, one class of them in Spring as well. */
@NullMarked
package dev.signals.examples.shop.cdi;

import org.jspecify.annotations.NullMarked;
