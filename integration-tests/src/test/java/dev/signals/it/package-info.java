/** Start with {@link dev.signals.it.SeedScenariosIT}. */
package dev.signals.it;
