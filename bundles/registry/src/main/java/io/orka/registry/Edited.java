package io.orka.registry;

/**
 * One edit of the registry file, by the digests that {@link Registry} has too.
 *
 * @param before the content that was edited
 * @param after the content since then
 */
public record Edited(String before, String after) {}
