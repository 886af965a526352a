/** Operations. */
package io.leeward.operations;
