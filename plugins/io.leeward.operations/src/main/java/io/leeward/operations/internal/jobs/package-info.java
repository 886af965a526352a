/** Runs jobs and keeps them. */
package io.leeward.operations.internal.jobs;
