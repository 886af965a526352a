/** Engine. */
package io.leeward.engine;
