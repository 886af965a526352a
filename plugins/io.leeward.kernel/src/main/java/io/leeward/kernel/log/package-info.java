/** A log of records over a folder of files: what was synced survives a crash, a torn tail is cut off. */
package io.leeward.kernel.log;
