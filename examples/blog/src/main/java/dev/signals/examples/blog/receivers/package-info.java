/** What the blog does by itself when an entity is saved or deleted: read this package first. */
@NullMarked
package dev.signals.examples.blog.receivers;

import org.jspecify.annotations.NullMarked;
