/** Random edits of collections, whose announcements are added up and compared with the rows. Read {@code RandomCollectionsIT} first. */
@NullMarked
package dev.signals.it.collection.random;

import org.jspecify.annotations.NullMarked;
