/** Measurements: what {@code releng/bench} runs. Not tests: nothing here passes or fails. */
package io.leeward.bench;
