package dev.signals.examples.shop;

import java.util.List;
import java.util.Map;
import java.util.NoSuchElementException;
import org.springframework.http.HttpStatus;
import org.springframework.http.ProblemDetail;
import org.springframework.web.bind.annotation.DeleteMapping;
import org.springframework.web.bind.annotation.ExceptionHandler;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.PutMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.ResponseStatus;
import org.springframework.web.bind.annotation.RestController;
import org.springframework.web.server.ResponseStatusException;

/** The counter of the shop. */
@RestController
@RequestMapping("/orders")
class OrderController {

    /** Who wants how much of which article. */
    record NewOrder(String email, Map<String, Integer> articles) {

        boolean isComplete() {
            return email != null && articles != null && !articles.isEmpty();
        }
    }

    private final OrderService orders;

    OrderController(OrderService orders) {
        this.orders = orders;
    }

    @PostMapping
    @ResponseStatus(HttpStatus.CREATED)
    OrderView place(@RequestBody NewOrder order) {
        if (order.email() == null
                || order.articles() == null
                || order.articles().isEmpty()) {
            throw new ResponseStatusException(HttpStatus.BAD_REQUEST, "an order has an email and articles");
        }
        return orders.place(order.email(), order.articles());
    }

    @PutMapping("/{id}/{article}")
    OrderView change(@PathVariable long id, @PathVariable String article, @RequestBody int quantity) {
        return orders.change(id, article, quantity);
    }

    @DeleteMapping("/{id}")
    @ResponseStatus(HttpStatus.NO_CONTENT)
    void cancel(@PathVariable long id) {
        orders.cancel(id);
    }

    @GetMapping
    List<OrderView> all() {
        return orders.all();
    }

    /** Also where Spring throws an exception of its own at the commit, of which this one is a cause. */
    @ExceptionHandler
    ProblemDetail refused(RefusedException e) {
        return ProblemDetail.forStatusAndDetail(HttpStatus.UNPROCESSABLE_CONTENT, e.getMessage());
    }

    @ExceptionHandler
    ProblemDetail missing(NoSuchElementException e) {
        return ProblemDetail.forStatusAndDetail(HttpStatus.NOT_FOUND, e.getMessage());
    }
}
