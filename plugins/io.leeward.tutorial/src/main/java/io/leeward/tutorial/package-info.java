/** Tutorial. */
package io.leeward.tutorial;
