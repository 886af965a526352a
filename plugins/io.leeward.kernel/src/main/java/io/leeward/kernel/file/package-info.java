/** Port for durable local state: a folder of files whose loss on a crash is defined. */
package io.leeward.kernel.file;
