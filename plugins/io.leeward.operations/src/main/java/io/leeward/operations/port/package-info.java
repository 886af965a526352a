/**
 * What operations needs from the rest of the engine: stores for vaults, replication, enrolment, files. Adapters
 * implement these ports and publish them as services; operations owns no socket and no disk.
 */
package io.leeward.operations.port;
