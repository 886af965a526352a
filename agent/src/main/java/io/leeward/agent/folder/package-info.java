/** The data folder: what the agent knows, its lock, and storage for the state of its disks. */
package io.leeward.agent.folder;
