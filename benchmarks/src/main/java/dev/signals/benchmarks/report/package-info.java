/** What is measured, and how the figures become a page. */
@NullMarked
package dev.signals.benchmarks.report;

import org.jspecify.annotations.NullMarked;
