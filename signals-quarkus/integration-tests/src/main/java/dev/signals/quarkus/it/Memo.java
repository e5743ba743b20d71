package dev.signals.quarkus.it;

import jakarta.persistence.Entity;
import jakarta.persistence.GeneratedValue;
import jakarta.persistence.Id;
import org.jspecify.annotations.Nullable;

/** An entity without Panache, whose bulk statements are refused. */
@Entity
public class Memo {

    @Id
    @GeneratedValue
    @Nullable
    Long id;

    String text = "";

    static Memo of(String text) {
        Memo memo = new Memo();
        memo.text = text;
        return memo;
    }
}
