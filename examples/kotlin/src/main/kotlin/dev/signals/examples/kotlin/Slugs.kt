package dev.signals.examples.kotlin

internal fun slugOf(title: String): String = title.lowercase().replace(Regex("[^a-z0-9]+"), "-").trim('-')
