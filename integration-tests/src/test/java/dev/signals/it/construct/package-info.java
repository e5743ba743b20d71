/** PRE_INIT and POST_INIT of entities that the application constructs. */
package dev.signals.it.construct;
