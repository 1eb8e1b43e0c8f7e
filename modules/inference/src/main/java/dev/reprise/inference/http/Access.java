package dev.reprise.inference.http;

import dev.reprise.data.DataException;
import dev.reprise.inference.http.body.Problem;
import io.javalin.http.Handler;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Optional;

/** Who may use the nets: anyone, or those who send the token {@code REPRISE_TOKEN} in an Authorization header. */
final class Access {
    static final String VARIABLE = "REPRISE_TOKEN";
    static final String SCHEME = "Bearer";
    static final String TOKEN_REQUIRED = "this service requires a token: send the header Authorization: Bearer TOKEN";

    private final Optional<byte[]> hash;

    private Access(Optional<byte[]> hash) {
        this.hash = hash;
    }

    static Access anyone() {
        return new Access(Optional.empty());
    }

    static Access with(String token) {
        if (token.isBlank()) {
            throw new DataException(VARIABLE + " is set but blank: expected a token, or the variable unset");
        }
        if (!token.equals(token.strip()) || token.chars().anyMatch(c -> c < ' ' || c > '~')) {
            throw new DataException(
                    VARIABLE + ": expected a token that a header can carry: visible ASCII, with no white"
                            + " space or line end around it");
        }
        return new Access(Optional.of(sha256(token)));
    }

    boolean isOpen() {
        return hash.isEmpty();
    }

    /** The route, for those who may use it; others get 401. */
    Handler guard(Handler route) {
        return context -> {
            if (!allows(Optional.ofNullable(context.header("Authorization")))) {
                context.header("WWW-Authenticate", SCHEME);
                throw new Problem(401, TOKEN_REQUIRED);
            }
            route.handle(context);
        };
    }

    /** Whether a request with this header, or none, may use the nets. */
    boolean allows(Optional<String> authorization) {
        return hash.isEmpty() || MessageDigest.isEqual(hash.orElseThrow(), sha256(token(authorization)));
    }

    private static String token(Optional<String> authorization) {
        String header = authorization.orElse("");
        String scheme = SCHEME + " ";
        return header.regionMatches(true, 0, scheme, 0, scheme.length()) ? header.substring(scheme.length()) : "";
    }

    /** All hashes have the same length, so comparing them takes the same time whatever was sent. */
    private static byte[] sha256(String token) {
        try {
            return MessageDigest.getInstance("SHA-256").digest(token.getBytes(StandardCharsets.UTF_8));
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException(e);
        }
    }
}
