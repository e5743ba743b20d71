/**
 * A library of Quarkus that lends books; due dates, limits and notices are the work of receivers.
 *
 * <p>Read {@code LibraryResource} first, which knows of none of them, then {@code LoanReceivers} and {@code NoticeReceivers}.
 */
@NullMarked
package dev.signals.examples.library;

import org.jspecify.annotations.NullMarked;
