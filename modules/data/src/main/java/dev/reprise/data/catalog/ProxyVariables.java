package dev.reprise.data.catalog;

import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.Proxy;
import java.net.URI;
import java.util.Arrays;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Properties;
import java.util.stream.Stream;

/**
 * The proxy of the environment variables {@code HTTPS_PROXY}, {@code HTTP_PROXY}, {@code ALL_PROXY} and {@code NO_PROXY}, in
 * capitals or not, which Java by itself does not read.
 */
final class ProxyVariables {
    private static final int DEFAULT_PORT = 80;

    private ProxyVariables() {}

    /**
     * The proxy to fetch a file by; empty where there is none, or where Java's own properties name one, which it then uses.
     *
     * @throws IOException where a variable names no proxy: what it says and what was expected
     */
    static Optional<Proxy> proxy(URI file, Map<String, String> variables, Properties properties) throws IOException {
        String scheme = String.valueOf(file.getScheme());
        if (!scheme.startsWith("http")
                || properties.containsKey(scheme + ".proxyHost")
                || file.getHost() == null
                || isExcepted(file.getHost(), variable("no_proxy", variables).orElse(""))) {
            return Optional.empty();
        }
        for (String name : new String[] {scheme + "_proxy", "all_proxy"}) {
            Optional<String> value = variable(name, variables);
            if (value.isPresent()) {
                return Optional.of(proxy(name, value.get()));
            }
        }
        return Optional.empty();
    }

    private static Optional<String> variable(String name, Map<String, String> variables) {
        return Stream.of(name, name.toUpperCase(Locale.ROOT))
                .map(variables::get)
                .filter(value -> value != null && !value.isBlank())
                .findFirst();
    }

    private static Proxy proxy(String name, String value) throws IOException {
        try {
            URI address = URI.create(value.contains("://") ? value : "http://" + value);
            if (address.getHost() != null && "http".equals(address.getScheme()) && address.getUserInfo() == null) {
                int port = address.getPort() < 0 ? DEFAULT_PORT : address.getPort();
                return new Proxy(Proxy.Type.HTTP, InetSocketAddress.createUnresolved(address.getHost(), port));
            }
        } catch (IllegalArgumentException e) {
            throw new IOException(unusable(name, value), e);
        }
        throw new IOException(unusable(name, value));
    }

    private static String unusable(String name, String value) {
        return name.toUpperCase(Locale.ROOT) + " is " + value.replaceFirst("//[^@/]*@", "//…@")
                + ", expected http://HOST:PORT without a user; or start Java with -Dhttps.proxyHost=HOST -Dhttps.proxyPort=PORT";
    }

    /** Whether a host is, or ends in, an entry of the list; an asterisk stands for every host. */
    private static boolean isExcepted(String host, String list) {
        return Arrays.stream(list.split("[,\\s]+"))
                .map(entry -> entry.replaceFirst("^\\*?\\.", "")
                        .replaceFirst(":\\d+$", "")
                        .toLowerCase(Locale.ROOT))
                .filter(entry -> !entry.isEmpty())
                .anyMatch(entry -> entry.equals("*")
                        || host.equalsIgnoreCase(entry)
                        || host.toLowerCase(Locale.ROOT).endsWith("." + entry));
    }
}
