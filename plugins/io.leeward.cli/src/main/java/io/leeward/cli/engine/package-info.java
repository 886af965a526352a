/** Ways to an engine: over HTTPS to one that runs, or inside a framework that is started here. */
package io.leeward.cli.engine;
