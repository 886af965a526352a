package io.leeward.vault.blob;

/** Opaque tag of one state of a blob; two states of one blob never share a tag. */
public record BlobVersion(String tag) {}
