package dev.signals.examples.kotlin

import dev.signals.Connection
import dev.signals.Option
import dev.signals.SignalReceiver
import dev.signals.hibernate.event.Changed
import dev.signals.hibernate.signal.ChangedSignal
import dev.signals.hibernate.event.PostSave
import dev.signals.hibernate.signal.PostSaveSignal
import dev.signals.hibernate.event.PreSave
import dev.signals.hibernate.signal.PreSaveSignal

// Java has its options behind the receiver, Kotlin a trailing lambda behind everything; so a function for each signal.

/** `PRE_SAVE.connect<Article> { it.instance().slug = ... }` */
inline fun <reified T : Any> PreSaveSignal.connect(
    vararg options: Option<in PreSave<T>>,
    receiver: SignalReceiver<in PreSave<T>>,
): Connection = connect(T::class.java, receiver, *options)

/** `POST_SAVE.connect<Article>(afterCommit()) { ... }` */
inline fun <reified T : Any> PostSaveSignal.connect(
    vararg options: Option<in PostSave<T>>,
    receiver: SignalReceiver<in PostSave<T>>,
): Connection = connect(T::class.java, receiver, *options)

/** `CHANGED.connect<Article> { ... }` */
inline fun <reified T : Any> ChangedSignal.connect(
    vararg options: Option<in Changed<T>>,
    receiver: SignalReceiver<in Changed<T>>,
): Connection = connect(T::class.java, receiver, *options)
