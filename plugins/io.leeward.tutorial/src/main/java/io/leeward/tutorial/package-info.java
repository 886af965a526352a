/**
 * The tutorial site: a source disk under a real workload, an agent that protects it, a vault, and the whole job done
 * with the commands that an operator would type.
 */
package io.leeward.tutorial;
