/** What replication does in the vault: requests and results as values, and the worker that carries them out. */
package io.leeward.replication.work;
