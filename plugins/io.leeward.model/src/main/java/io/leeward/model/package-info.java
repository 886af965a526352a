/** The words of Leeward as immutable values; phases and which action each allows. */
package io.leeward.model;
