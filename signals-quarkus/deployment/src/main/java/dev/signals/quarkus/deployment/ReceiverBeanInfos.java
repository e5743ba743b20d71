package dev.signals.quarkus.deployment;

import io.quarkus.arc.deployment.SynthesisFinishedBuildItem;
import io.quarkus.arc.processor.BeanInfo;
import java.util.Comparator;
import java.util.List;

/** Finds the beans that have receiver methods. */
final class ReceiverBeanInfos {

    private ReceiverBeanInfos() {}

    /** Returns the beans in the order of their class names, which is that in which they are connected. */
    static List<BeanInfo> of(SynthesisFinishedBuildItem beans, ReceiverTypes types) {
        return beans.getBeans().stream()
                .filter(bean -> !bean.isInterceptor() && !bean.isDecorator() && !bean.isSynthetic())
                .filter(bean -> types.has(bean.getImplClazz()))
                .sorted(Comparator.comparing(
                                (BeanInfo bean) -> bean.getImplClazz().name())
                        .thenComparing(BeanInfo::getIdentifier))
                .toList();
    }
}
