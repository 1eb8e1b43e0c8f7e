package dev.reprise.inference.http;

import java.util.concurrent.Semaphore;

/**
 * The memory for the bodies of all requests in progress, taken as their bytes arrive. A quarter of it is for the first part of
 * each body only, so that a few large ones that arrive slowly leave room for many small ones.
 */
final class BodyRoom {
    private static final int LARGEST_BODIES = 8;
    private static final int HEAP_SHARE = 4; // one part in so many; what is made of a body takes as much again
    private static final int FIRST_PART = 256 << 10; // bytes

    private final Semaphore first;
    private final Semaphore rest;

    BodyRoom(Limits limits) {
        int bytes = size(limits, Runtime.getRuntime().maxMemory());
        this.first = new Semaphore(bytes / 4);
        this.rest = new Semaphore(bytes - bytes / 4);
    }

    /** Its bytes: eight of the largest bodies, but no more than a quarter of the heap, and room for one in any case. */
    static int size(Limits limits, long heap) {
        long most = Math.min(wanted(limits), heap / HEAP_SHARE);
        return (int) Math.min(Integer.MAX_VALUE, Math.max(most, 4L * limits.body() / 3));
    }

    /** What would be its size with a heap that is large enough. */
    static long wanted(Limits limits) {
        return (long) LARGEST_BODIES * limits.body();
    }

    /** The part of one request. */
    Share share() {
        return new Share();
    }

    /** What one request holds. */
    final class Share {
        private boolean released;
        private int ofFirst;
        private int ofRest;

        /** Takes more bytes, unless there is no room for them at the moment. */
        synchronized boolean take(int bytes) {
            int small = Math.min(bytes, FIRST_PART - ofFirst);
            if (released || !first.tryAcquire(small)) {
                return false;
            }
            if (!rest.tryAcquire(bytes - small)) {
                first.release(small);
                return false;
            }
            ofFirst += small;
            ofRest += bytes - small;
            return true;
        }

        synchronized void release() {
            if (!released) {
                released = true;
                first.release(ofFirst);
                rest.release(ofRest);
            }
        }
    }
}
