/**
 * Controls that know no services: they show values, take their colours from a {@link Palette} and live on the UI
 * thread.
 */
package io.leeward.console.widgets;
