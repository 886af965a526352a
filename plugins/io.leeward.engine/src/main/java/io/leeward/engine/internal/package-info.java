/** The engine within an OSGi framework. */
package io.leeward.engine.internal;
