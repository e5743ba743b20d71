package dev.signals.cdi.data;

import dev.signals.hibernate.SignalDelete;
import jakarta.data.repository.By;
import jakarta.data.repository.CrudRepository;
import jakarta.data.repository.Delete;
import jakarta.data.repository.Find;
import jakarta.data.repository.Insert;
import jakarta.data.repository.Query;
import jakarta.data.repository.Repository;
import jakarta.data.repository.Save;
import jakarta.data.repository.Update;
import java.util.List;
import java.util.Map;
import org.hibernate.StatelessSession;

/** A repository of each kind of method. Hibernate generates its class, {@code Library_}. */
@Repository
public interface Library extends CrudRepository<Book, Long> {

    /** The session of the repository. */
    StatelessSession session();

    @Insert
    void add(Book book);

    @Update
    void change(Book book);

    @Save
    void put(Book book);

    @Delete
    void drop(Book book);

    @Delete
    long dropTitled(@By("title") String title);

    @Find
    List<Book> titled(@By("title") String title);

    @Query("where pages > :pages")
    List<Book> longerThan(int pages);

    @Query("update Book set pages = :pages where title = :title")
    int setPages(int pages, String title);

    @Query("delete from Book where title = :title")
    int erase(String title);

    @Query("insert into Book (id, title, pages) values (1000, :title, 1)")
    int copy(String title);

    /** Deletes by query as the signals want it: the receivers of each book are called. */
    default int withdraw(String title) {
        return SignalDelete.of(session(), Book.class)
                .where("title = :title", Map.of("title", title))
                .execute();
    }
}
