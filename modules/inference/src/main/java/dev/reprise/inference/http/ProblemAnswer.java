package dev.reprise.inference.http;

import dev.reprise.files.Json;
import org.eclipse.jetty.http.HttpStatus;

/** What a client reads of a problem (RFC 9457): {@code application/problem+json}. */
record ProblemAnswer(String type, String title, int status, String detail) {
    static final String MEDIA_TYPE = "application/problem+json";

    /** Seconds after which a refused request may come again. */
    static final String RETRY_AFTER = "1";

    static ProblemAnswer of(int status, String detail) {
        return new ProblemAnswer("about:blank", HttpStatus.getMessage(status), status, detail);
    }

    byte[] json() {
        return Json.MAPPER.writeValueAsBytes(this);
    }
}
