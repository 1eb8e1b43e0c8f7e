package dev.reprise.inference.http;

import dev.reprise.data.DataException;
import io.javalin.http.Context;
import io.javalin.http.Handler;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Optional;

/** Who may use the nets: anyone, or who sends the token of the environment as {@code Authorization: Bearer TOKEN}. */
final class Access {
    static final String VARIABLE = "REPRISE_TOKEN";
    private static final String SCHEME = "Bearer ";

    private final Optional<byte[]> hash;

    private Access(Optional<byte[]> hash) {
        this.hash = hash;
    }

    static Access anyone() {
        return new Access(Optional.empty());
    }

    static Access with(String token) {
        if (token.isBlank()) {
            throw new DataException(VARIABLE + " is set, but blank: expected a token, or no such variable");
        }
        return new Access(Optional.of(sha256(token)));
    }

    boolean isOpen() {
        return hash.isEmpty();
    }

    /** A route that answers 401 to those who may not use it. */
    Handler guard(Handler route) {
        return context -> {
            if (hash.isPresent() && !MessageDigest.isEqual(hash.orElseThrow(), sha256(token(context)))) {
                context.header("WWW-Authenticate", "Bearer");
                throw new Problem(401, "this service wants a token: send the header Authorization: Bearer TOKEN");
            }
            route.handle(context);
        };
    }

    private static String token(Context context) {
        String header = Optional.ofNullable(context.header("Authorization")).orElse("");
        return header.regionMatches(true, 0, SCHEME, 0, SCHEME.length()) ? header.substring(SCHEME.length()) : "";
    }

    /** Hashes are of one length, so that comparing them takes one time whatever was sent. */
    private static byte[] sha256(String token) {
        try {
            return MessageDigest.getInstance("SHA-256").digest(token.getBytes(StandardCharsets.UTF_8));
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException(e);
        }
    }
}
