/** The verbs. */
package io.leeward.cli.command;
