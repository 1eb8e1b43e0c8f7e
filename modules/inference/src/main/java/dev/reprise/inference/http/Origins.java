package dev.reprise.inference.http;

import dev.reprise.data.DataException;
import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.eclipse.jetty.server.handler.CrossOriginHandler;

/**
 * Which pages of other origins may use the service.
 *
 * @param allowed origins, such as {@code https://example.org}; {@code *} for all
 * @param hosts names under which a service that only this machine can reach may be addressed, besides localhost
 */
record Origins(Set<String> allowed, Set<String> hosts) {
    static final Origins OWN = new Origins(Set.of(), Set.of());

    private static final String ANY = "*";
    private static final Pattern ORIGIN = Pattern.compile("https?://(\\[[0-9a-f:.]+]|[a-z0-9.-]+)(:\\d{1,5})?");
    private static final Duration PREFLIGHT = Duration.ofMinutes(10);

    /** Throws {@link DataException} if one is no origin, for example because it has a path. */
    static Origins of(List<String> allowed, List<String> hosts) {
        for (String origin : allowed) {
            if (!origin.equals(ANY)
                    && !ORIGIN.matcher(origin.toLowerCase(Locale.ROOT)).matches()) {
                throw new DataException("--allow-origin: expected an origin such as https://example.org or"
                        + " http://localhost:3000, without a path, or *; got " + origin);
            }
        }
        return new Origins(lowerCase(allowed), lowerCase(hosts));
    }

    private static Set<String> lowerCase(List<String> names) {
        return names.stream().map(name -> name.toLowerCase(Locale.ROOT)).collect(Collectors.toUnmodifiableSet());
    }

    boolean allows(String origin) {
        return allowed.contains(ANY) || allowed.contains(origin.toLowerCase(Locale.ROOT));
    }

    /** What answers preflights, which carry no token, and tells browsers who may read an answer (CORS, Fetch standard 3.3). */
    CrossOriginHandler cors() {
        CrossOriginHandler cors = new CrossOriginHandler();
        cors.setAllowedOriginPatterns(allowed.stream()
                .map(origin -> origin.equals(ANY) ? ANY : "(?i)" + Pattern.quote(origin))
                .collect(Collectors.toSet()));
        cors.setAllowedMethods(Set.of("GET", "HEAD", "POST"));
        cors.setAllowedHeaders(Set.of("Authorization", "Content-Type", "Content-Encoding"));
        cors.setExposedHeaders(Set.of("Retry-After"));
        cors.setAllowCredentials(false); // the token is a header, and there are no cookies
        cors.setPreflightMaxAge(PREFLIGHT);
        cors.setDeliverPreflightRequests(false);
        return cors;
    }
}
