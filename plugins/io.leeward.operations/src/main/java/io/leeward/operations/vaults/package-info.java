/** Creating, attaching and checking the vault. */
package io.leeward.operations.vaults;
