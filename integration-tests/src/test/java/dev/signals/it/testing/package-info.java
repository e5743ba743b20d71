/** What {@code signals-test} offers to the tests of applications. */
package dev.signals.it.testing;
