/** An operator's action as it runs and is kept: durable, resumable, cancellable. */
package io.leeward.operations.jobs;
