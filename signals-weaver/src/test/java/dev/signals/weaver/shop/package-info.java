/** The code that the tests weave. */
package dev.signals.weaver.shop;
