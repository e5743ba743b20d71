package dev.signals.benchmarks.orm;

import jakarta.persistence.Entity;
import jakarta.persistence.GeneratedValue;
import jakarta.persistence.Id;
import jakarta.persistence.SequenceGenerator;
import org.hibernate.envers.Audited;
import org.jspecify.annotations.Nullable;

/** An entity with 30 attributes. */
@Entity(name = "Ledger")
@Audited
class Ledger implements Item {

    @Id
    @GeneratedValue(generator = "ledger")
    @SequenceGenerator(name = "ledger", sequenceName = "ledger_seq", allocationSize = 1000)
    @Nullable
    Long id;

    String text1 = "Some text of ordinary length";
    String text2 = "Some text of ordinary length";
    String text3 = "Some text of ordinary length";
    String text4 = "Some text of ordinary length";
    String text5 = "Some text of ordinary length";
    String text6 = "Some text of ordinary length";
    String text7 = "Some text of ordinary length";
    String text8 = "Some text of ordinary length";
    String text9 = "Some text of ordinary length";
    String text10 = "Some text of ordinary length";
    String text11 = "Some text of ordinary length";
    String text12 = "Some text of ordinary length";
    String text13 = "Some text of ordinary length";
    String text14 = "Some text of ordinary length";
    String text15 = "Some text of ordinary length";
    int number1 = 1;
    int number2 = 2;
    int number3 = 3;
    int number4 = 4;
    int number5 = 5;
    int number6 = 6;
    int number7 = 7;
    int number8 = 8;
    int number9 = 9;
    int number10 = 10;
    long amount1 = 1000;
    long amount2 = 2000;
    long amount3 = 3000;
    long amount4 = 4000;
    long amount5 = 5000;

    @Override
    public void change() {
        number1++;
    }
}
