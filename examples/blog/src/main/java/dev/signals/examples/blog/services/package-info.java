/** What lives outside the database, and what a rollback could therefore not take back. */
@NullMarked
package dev.signals.examples.blog.services;

import org.jspecify.annotations.NullMarked;
