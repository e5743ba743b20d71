package dev.signals.examples.shop;

import org.springframework.boot.SpringApplication;
import org.springframework.boot.autoconfigure.SpringBootApplication;

/** Opens the shop. */
@SpringBootApplication(proxyBeanMethods = false)
public final class ShopApplication {

    /** Runs until it is interrupted; {@code --server.port} says where. */
    public static void main(String[] arguments) {
        SpringApplication.run(ShopApplication.class, arguments);
    }
}
