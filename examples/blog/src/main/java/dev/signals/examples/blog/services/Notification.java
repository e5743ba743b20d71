package dev.signals.examples.blog.services;

/** A message to the subscribers of the blog. */
public record Notification(String text) {}
