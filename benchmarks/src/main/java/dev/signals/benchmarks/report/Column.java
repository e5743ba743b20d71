package dev.signals.benchmarks.report;

import java.util.Map;

/**
 * One of the things that a row compares.
 *
 * @param label its name in the tables
 * @param benchmark the JMH benchmark, as class and method
 * @param parameters the parameters of JMH
 */
public record Column(String label, String benchmark, Map<String, String> parameters) {}
