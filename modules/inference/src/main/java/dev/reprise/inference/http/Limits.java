package dev.reprise.inference.http;

import java.time.Duration;

/**
 * How much a service takes on.
 *
 * @param body bytes of a request
 * @param pixels of a picture, before it is decoded
 * @param images in a request
 */
record Limits(int body, long pixels, int images, Duration deadline) {}
