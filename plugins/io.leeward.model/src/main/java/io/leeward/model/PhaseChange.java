package io.leeward.model;

/**
 * A move from one phase to the next.
 *
 * @param before the state that was left
 * @param after the state that was reached
 * @param reason why, in one sentence
 */
public record PhaseChange(ProtectionState before, ProtectionState after, String reason) {}
