/** Versions of Hibernate that the library does not work with. */
package dev.signals.it.version;
