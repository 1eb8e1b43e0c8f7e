package dev.reprise.inference.http;

import org.eclipse.jetty.http.HttpFields;

/** Headers of every answer: only the page's own scripts, no frames, no guessing of content types, no referrer. */
final class SecurityHeaders {
    static final HttpFields ALL = HttpFields.build()
            .put(
                    "Content-Security-Policy",
                    "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self' data: blob:; "
                            + "connect-src 'self'; base-uri 'none'; form-action 'none'; frame-ancestors 'none'")
            .put("X-Content-Type-Options", "nosniff")
            .put("X-Frame-Options", "DENY")
            .put("Referrer-Policy", "no-referrer")
            .put("Cross-Origin-Opener-Policy", "same-origin")
            .put("Cross-Origin-Resource-Policy", "same-origin")
            .put("Permissions-Policy", "camera=(), geolocation=(), microphone=()")
            .asImmutable();

    private SecurityHeaders() {}
}
