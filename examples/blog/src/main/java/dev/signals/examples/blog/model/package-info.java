/** The entities of the blog; none of them knows of a receiver. */
@NullMarked
package dev.signals.examples.blog.model;

import org.jspecify.annotations.NullMarked;
