/** Updates that send no signals and keep instances in step. */
@NullMarked
package dev.signals.hibernate.internal.quiet;

import org.jspecify.annotations.NullMarked;
