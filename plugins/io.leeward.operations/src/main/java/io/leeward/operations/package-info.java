/**
 * The only face of the engine that console, command line and door see: commands, queries and live snapshots.
 *
 * <p>Methods may block on the control store for a bounded time and are called off the UI thread; they are safe for use
 * by many threads. Short commands answer with their result; long ones answer with the job that carries them out.
 */
package io.leeward.operations;
