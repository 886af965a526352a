/** Model. */
package io.leeward.model;
