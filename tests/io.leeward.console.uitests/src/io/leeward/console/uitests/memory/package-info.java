/** An engine that keeps its state in memory and replicates nothing: what the console is tried out with. */
package io.leeward.console.uitests.memory;
