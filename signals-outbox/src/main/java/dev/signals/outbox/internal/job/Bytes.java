package dev.signals.outbox.internal.job;

import com.github.kagkarlsson.scheduler.serializer.Serializer;

/** The data of jobs, which are bytes already. */
enum Bytes implements Serializer {
    INSTANCE;

    @Override
    public byte[] serialize(Object data) {
        return data == null ? new byte[0] : (byte[]) data;
    }

    @Override
    public <T> T deserialize(Class<T> type, byte[] bytes) {
        return type.cast(bytes);
    }
}
