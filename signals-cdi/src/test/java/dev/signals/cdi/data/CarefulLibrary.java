package dev.signals.cdi.data;

import jakarta.data.repository.CrudRepository;
import jakarta.data.repository.Repository;
import org.hibernate.StatelessSession;

/** A repository whose {@code deleteById} is written by hand, so that receivers are called. */
@Repository
public interface CarefulLibrary extends CrudRepository<Book, Long> {

    /** The session of the repository. */
    StatelessSession session();

    @Override
    default void deleteById(Long id) {
        findById(id).ifPresent(this::delete);
    }
}
