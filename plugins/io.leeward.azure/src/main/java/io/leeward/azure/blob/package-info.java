/** A container of Azure Blob Storage as the store that a vault lies in. */
package io.leeward.azure.blob;
