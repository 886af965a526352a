/** Controls of the console that know no services. */
package io.leeward.console.widgets;
