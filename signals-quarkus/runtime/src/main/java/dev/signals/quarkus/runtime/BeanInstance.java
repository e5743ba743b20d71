package dev.signals.quarkus.runtime;

import io.quarkus.arc.Arc;
import io.quarkus.arc.ArcContainer;
import io.quarkus.arc.InjectableBean;
import java.util.function.Supplier;

/**
 * A bean that is made when its first receiver method is called. In a normal scope it is the proxy before the bean.
 *
 * @param identifier its identifier in ArC
 */
record BeanInstance(String identifier) implements Supplier<Object> {

    @Override
    public Object get() {
        ArcContainer container = Arc.container();
        InjectableBean<Object> bean = container.bean(identifier);
        return container.instance(bean).get();
    }
}
