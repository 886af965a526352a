/** Sessions of mobility agents: who may go on from where, and what is accepted of them. */
package io.leeward.replication.session;
