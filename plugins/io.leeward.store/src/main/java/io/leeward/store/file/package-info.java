/** Files and folders with defined durability, and failures of the file system in words for an operator. */
package io.leeward.store.file;
