/** The command line: a client of the engine's door, or of an engine that it starts for one command. */
package io.leeward.cli;
