package io.leeward.operations.remote;

/**
 * Says that an engine did not start; published as a service by the composition root in place of everything else, so
 * that who started the framework can tell a person and end it. No type of Leeward appears here: launcher and framework
 * have each their own.
 *
 * @param exitCode that a command line ends with
 * @param sentence what happened, why and what to do, with the code of the issue in brackets
 * @param code of the issue
 * @param message one sentence what happened
 * @param cause why, or empty
 * @param remedy one sentence what to do, or empty
 */
public record EngineFailure(int exitCode, String sentence, String code, String message, String cause, String remedy) {}
