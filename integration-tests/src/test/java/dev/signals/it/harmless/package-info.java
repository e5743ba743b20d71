/**
 * A differential test over generated mappings: the same random work with and without receivers, on domains that are composed
 * of every mapping feature of Hibernate and compiled in memory.
 */
@NullMarked
package dev.signals.it.harmless;

import org.jspecify.annotations.NullMarked;
