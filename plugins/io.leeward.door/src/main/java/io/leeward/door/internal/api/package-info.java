/** Requests of {@code docs/api.yaml}: what they ask, and operations' answers as JSON. */
package io.leeward.door.internal.api;
