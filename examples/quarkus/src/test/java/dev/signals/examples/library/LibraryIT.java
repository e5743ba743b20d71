package dev.signals.examples.library;

import io.quarkus.test.junit.QuarkusIntegrationTest;

/** The same, asked of the jar that Quarkus has packaged. */
@QuarkusIntegrationTest
class LibraryIT extends LibraryTest {}
