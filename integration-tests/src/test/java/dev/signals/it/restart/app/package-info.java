/** An application, whose classes {@code ApplicationLoader} defines once for each run. */
package dev.signals.it.restart.app;
