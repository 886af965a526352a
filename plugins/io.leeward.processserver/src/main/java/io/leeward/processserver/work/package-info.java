/** Work in the vault, in bounded numbers at one time, and how busy each stage is. */
package io.leeward.processserver.work;
