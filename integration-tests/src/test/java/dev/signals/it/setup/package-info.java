/** What is found wrong, or said, when an application is set up. */
package dev.signals.it.setup;
