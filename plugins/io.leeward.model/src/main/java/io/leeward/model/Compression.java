package io.leeward.model;

/** How frames are compressed before they are sealed. Incompressible frames are always kept raw. */
public enum Compression {
    SNAPPY,
    ZSTD
}
