package io.orka.registry;

/**
 * One edit of the registry file, described by digests as in {@link Registry}.
 *
 * @param before the digest before the edit
 * @param after the digest after the edit
 */
public record Edited(String before, String after) {}
