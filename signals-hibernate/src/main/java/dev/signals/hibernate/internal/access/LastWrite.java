package dev.signals.hibernate.internal.access;

import java.util.List;
import org.hibernate.engine.spi.SharedSessionContractImplementor;

/** Something that is written into the database as the last thing of a transaction, when everything else is done. */
public interface LastWrite {

    /** The writer. It gets all writes of a transaction that have the same writer at once. */
    Writer writer();

    /** The writer of last writes. */
    interface Writer {

        /**
         * Writes them in their order, with the connection of the session. An exception ends the commit.
         *
         * @param session the session that owns the transaction; it may have none, and then each statement stands for itself
         */
        void write(SharedSessionContractImplementor session, List<LastWrite> writes);

        /**
         * Returns what happens after the commit because of the writes, for a simulated commit that writes nothing.
         *
         * @param session the session that owns the transaction
         */
        List<Runnable> effects(SharedSessionContractImplementor session, List<LastWrite> writes);
    }
}
