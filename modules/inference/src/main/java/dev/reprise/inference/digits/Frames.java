package dev.reprise.inference.digits;

import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;

/** Ink that is no digit: the table around a sheet, a frame along the edge, a box around a digit, a line under it. */
final class Frames {
    private static final double ALONG_EDGE = 0.1; // of the picture's edge: a stroke that leaves the picture covers less
    private static final double MIN_DIGIT = 0.06; // of the shorter side: smaller parts are dirt
    private static final double MIN_INSIDE = 0.3; // of the box: smaller parts inside do not make it one
    private static final double MAX_FILLED = 0.25; // of its bounding box
    private static final double MARGIN = 0.03; // between the box and what is inside

    private static final double FLAT = 0.12; // height by width of a line under or over a digit
    private static final double WIDER = 1.3; // than the digit: the bar of a 5 is not

    private static final int MOST = 200; // of more thin parts none is a frame: they are compared with all others

    private Frames() {}

    /** The parts without frames. If nothing else is there that could be a digit, nothing is a frame: a digit may fill its picture. */
    static List<InkPart> without(List<InkPart> parts, int height, int width) {
        List<InkPart> free = parts.stream()
                .filter(part -> part.alongEdge(height, width) < ALONG_EDGE * 2 * (height + width))
                .toList();
        boolean hasDigit = free.stream().anyMatch(part -> part.side() >= MIN_DIGIT * Math.min(height, width));
        List<InkPart> inner = hasDigit ? free : parts;
        List<InkPart> thin =
                inner.stream().filter(part -> isHollow(part) || isFlat(part)).toList();
        if (thin.size() > MOST) {
            return inner;
        }
        Set<InkPart> frames = thin.stream()
                .filter(part -> inner.stream().anyMatch(other -> isAround(part, other) || isUnder(part, other)))
                .collect(Collectors.toSet());
        return inner.stream().filter(part -> !frames.contains(part)).toList();
    }

    private static boolean isHollow(InkPart part) {
        return part.size() <= MAX_FILLED * part.height() * part.width();
    }

    private static boolean isFlat(InkPart part) {
        return part.height() <= FLAT * part.width();
    }

    private static boolean isAround(InkPart part, InkPart other) {
        double margin = MARGIN * part.side();
        return other.side() >= MIN_INSIDE * part.side()
                && isHollow(part)
                && other.left() - part.left() >= margin
                && part.right() - other.right() >= margin
                && other.top() - part.top() >= margin
                && part.bottom() - other.bottom() >= margin;
    }

    private static boolean isUnder(InkPart part, InkPart other) {
        return isFlat(part)
                && part.width() >= WIDER * other.width()
                && part.height() < other.height()
                && part.overlap(other) == other.width()
                && (part.top() >= other.bottom() || part.bottom() <= other.top());
    }
}
