/** What a person or a script gets to read. */
package io.leeward.cli.output;
