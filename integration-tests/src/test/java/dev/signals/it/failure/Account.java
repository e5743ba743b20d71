package dev.signals.it.failure;

import jakarta.persistence.Entity;
import jakarta.persistence.Id;
import jakarta.persistence.JoinTable;
import jakarta.persistence.ManyToMany;
import jakarta.persistence.Version;
import java.util.HashSet;
import java.util.Set;

/** Has something of everything that a transaction can fail at. */
@Entity(name = "Account")
class Account {

    @Id
    String code;

    @Version
    int version;

    int balance;

    /** No two accounts have the same, which PostgreSQL checks at the commit only. */
    String owner;

    @ManyToMany
    @JoinTable(name = "Peer")
    Set<Account> peers = new HashSet<>();

    Account() {}

    Account(String code) {
        this(code, code);
    }

    Account(String code, String owner) {
        this.code = code;
        this.owner = owner;
    }
}
