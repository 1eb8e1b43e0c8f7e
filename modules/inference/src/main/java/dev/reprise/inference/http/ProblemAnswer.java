package dev.reprise.inference.http;

import dev.reprise.files.Json;
import org.eclipse.jetty.http.HttpStatus;

/** A problem document (RFC 9457), {@code application/problem+json}. */
record ProblemAnswer(String type, String title, int status, String detail) {
    static final String MEDIA_TYPE = "application/problem+json";

    /** Seconds after which a refused request may be retried. */
    static final String RETRY_AFTER = "1";

    static ProblemAnswer of(int status, String detail) {
        return new ProblemAnswer("about:blank", HttpStatus.getMessage(status), status, detail);
    }

    byte[] json() {
        return Json.MAPPER.writeValueAsBytes(this);
    }
}
