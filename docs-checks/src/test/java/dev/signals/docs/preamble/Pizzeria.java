package dev.signals.docs.preamble;

import dev.signals.Signal;
import java.util.List;
import org.jspecify.annotations.NullUnmarked;

/** A kitchen without a database. */
@NullUnmarked
public abstract class Pizzeria {

    protected static final Signal<Report> REPORTED = Signal.of("reported", Report.class);

    protected Pizza pizza;
    protected List<PizzaDone> pizzas;
    protected Object pump;
    protected double pressure;

    protected void serve(Pizza ready) {}

    protected void display(Report report) {}

    public static final class Oven {}

    public record Pizza(String name) {}

    public record PizzaDone(Pizza pizza) {}

    public record Report(double pressure) {}
}
