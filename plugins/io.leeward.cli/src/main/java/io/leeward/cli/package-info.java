/** Command line. */
package io.leeward.cli;
