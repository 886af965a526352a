package io.leeward.wire.data;

/** Anything sent on the data channel. */
public sealed interface Message permits AgentMessage, ServerMessage {}
