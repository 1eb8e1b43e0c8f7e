package dev.reprise.inference.http;

import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;
import org.eclipse.jetty.http.HttpFields;
import org.eclipse.jetty.http.HttpHeader;
import org.eclipse.jetty.http.HttpStatus;
import org.eclipse.jetty.http.HttpURI;
import org.eclipse.jetty.server.Handler;
import org.eclipse.jetty.server.Request;
import org.eclipse.jetty.server.Response;
import org.eclipse.jetty.util.Callback;

/**
 * Refuses what a page of another site sends from the browser of a user, who may reach more than that site: requests from an
 * origin that is not allowed and, on a service that only this machine can reach, requests to a name that another site could
 * have pointed at this machine (DNS rebinding).
 *
 * @see <a href="https://www.w3.org/TR/fetch-metadata/">Fetch Metadata Request Headers</a>
 */
final class OriginGuard extends Handler.Wrapper {
    static final String FOREIGN_ORIGIN =
            "a page of another origin sent this request: to allow it, start the service with --allow-origin ORIGIN";
    static final String FOREIGN_HOST =
            "the service is for this machine only: use localhost or an IP address, or start it with --allow-host NAME";

    private static final Pattern IP_LITERAL = Pattern.compile("\\[[0-9a-fA-F:.]+]|\\d{1,3}(\\.\\d{1,3}){3}");
    private static final String FETCH_SITE = "Sec-Fetch-Site"; // sent by browsers, and out of a page's reach

    private final Origins origins;
    private final boolean anyHost;

    /** @param anyHost whether requests may be for any host: the service is open to other machines */
    OriginGuard(Origins origins, boolean anyHost) {
        this.origins = origins;
        this.anyHost = anyHost;
    }

    @Override
    public boolean handle(Request request, Response response, Callback callback) throws Exception {
        Optional<String> refusal = refusal(request);
        if (refusal.isPresent()) {
            Response.writeError(request, response, callback, HttpStatus.FORBIDDEN_403, refusal.get());
            return true;
        }
        return super.handle(request, response, callback);
    }

    private Optional<String> refusal(Request request) {
        HttpURI uri = request.getHttpURI();
        String host = Optional.ofNullable(uri.getHost()).orElse("").toLowerCase(Locale.ROOT);
        if (!anyHost
                && !host.isEmpty()
                && !isOfThisMachine(host)
                && !origins.hosts().contains(host)) {
            return Optional.of(FOREIGN_HOST);
        }
        HttpFields headers = request.getHeaders();
        Optional<String> origin = Optional.ofNullable(headers.get(HttpHeader.ORIGIN));
        if (origin.filter(origins::allows).isPresent()) {
            return Optional.empty();
        }
        String site = Optional.ofNullable(headers.get(FETCH_SITE)).orElse("");
        boolean foreign = switch (site) {
            case "same-origin", "none" -> false; // none: the user's own doing, such as an address typed in
            case "same-site", "cross-site" -> !isLink(request);
            default -> origin.isPresent() && !isOwn(origin.get(), headers.get(HttpHeader.HOST));
        };
        return foreign ? Optional.of(FOREIGN_ORIGIN) : Optional.empty();
    }

    private static boolean isOfThisMachine(String host) {
        return host.equals("localhost")
                || host.endsWith(".localhost")
                || IP_LITERAL.matcher(host).matches();
    }

    /** A link to the page, which shows the answer to the user and not to the site that has the link. */
    private static boolean isLink(Request request) {
        return Set.of("GET", "HEAD").contains(request.getMethod())
                && "navigate".equals(request.getHeaders().get("Sec-Fetch-Mode"));
    }

    /** The scheme is not compared: a proxy may speak TLS to the browser. */
    private static boolean isOwn(String origin, String host) {
        int scheme = origin.indexOf("://");
        return scheme > 0 && origin.substring(scheme + 3).equalsIgnoreCase(host);
    }

    /** Without the header by which a request could claim another method than it has: Javalin honors it. */
    static Request withoutMethodOverride(Request request) {
        if (!request.getHeaders().contains("X-HTTP-Method-Override")) {
            return request;
        }
        HttpFields rest = HttpFields.build(request.getHeaders())
                .remove("X-HTTP-Method-Override")
                .asImmutable();
        return new Request.Wrapper(request) {
            @Override
            public HttpFields getHeaders() {
                return rest;
            }
        };
    }
}
