package dev.signals.examples.blog;

import com.fasterxml.jackson.databind.MappingIterator;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.List;
import java.util.Objects;
import java.util.zip.GZIPInputStream;

/** Reads the addresses from the class path: JSON lines, compressed. */
public final class AddressFile {

    static final String RESOURCE = "/state-of-the-union/state-of-the-union.jsonl.gz";

    private AddressFile() {}

    /** Returns all addresses, the oldest first. */
    public static List<Address> read() {
        try (InputStream compressed =
                        Objects.requireNonNull(AddressFile.class.getResourceAsStream(RESOURCE), RESOURCE);
                InputStream lines = new GZIPInputStream(compressed);
                MappingIterator<Address> addresses =
                        new ObjectMapper().readerFor(Address.class).readValues(lines)) {
            return addresses.readAll();
        } catch (IOException e) {
            throw new UncheckedIOException("Cannot read " + RESOURCE, e);
        }
    }
}
