/** JSON documents that are sealed together with their name and carry a write id. */
package io.leeward.vault.document;
