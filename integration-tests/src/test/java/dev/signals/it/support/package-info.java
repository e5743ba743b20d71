/** What the tests of all packages build on. */
@NullMarked
package dev.signals.it.support;

import org.jspecify.annotations.NullMarked;
