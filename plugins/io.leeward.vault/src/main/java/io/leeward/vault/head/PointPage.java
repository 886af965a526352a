package io.leeward.vault.head;

import io.leeward.model.RecoveryPoint;
import java.util.List;

/**
 * What a page of older points says.
 *
 * @param points oldest first
 */
record PointPage(List<RecoveryPoint> points) {
    PointPage {
        points = List.copyOf(points);
    }
}
