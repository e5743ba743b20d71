/** Applications that begin anew in a class loader of their own, while the library stays. */
package dev.signals.it.restart;
