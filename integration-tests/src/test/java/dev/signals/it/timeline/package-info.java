/** What is recorded and logged of what happens in sessions. */
package dev.signals.it.timeline;
