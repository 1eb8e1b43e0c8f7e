package dev.reprise.inference.zoo;

import ai.djl.repository.RemoteRepository;
import ai.djl.repository.Repository;
import ai.djl.repository.RepositoryFactory;
import ai.djl.repository.zoo.ModelLoader;
import ai.djl.repository.zoo.ModelZoo;
import java.net.URI;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * What a URL {@code djl://GROUP/NAME} stands for. DJL's own factory looks for every group in its repository on the network, so the nets
 * of {@link RunsZoo} need this one, found by {@link java.util.ServiceLoader}; it treats other groups as DJL does.
 */
public final class DjlUrls implements RepositoryFactory {
    private static final String DJL = "https://mlrepo.djl.ai/";
    private static final Pattern VERSIONED = Pattern.compile("(?<name>.+?)(/(?<version>[\\d.]+)(/(?<artifact>.*))?)?");

    @Override
    public Set<String> getSupportedScheme() {
        return Set.of("djl");
    }

    @Override
    public Repository newInstance(String name, URI url) {
        String path = Optional.ofNullable(url.getPath()).orElse("").replaceFirst("^/", "");
        if (url.getHost() == null || path.isEmpty()) {
            throw new IllegalArgumentException(url + ": expected djl://GROUP/NAME");
        }
        return url.getHost().equals(RunsZoo.GROUP)
                ? Repository.newInstance(name, RunsZoo.find(path).folder())
                : ofDjl(name, url, path);
    }

    private static Repository ofDjl(String name, URI url, String path) {
        Matcher parts = VERSIONED.matcher(path);
        if (!parts.matches()) {
            throw new IllegalArgumentException(url + ": expected djl://GROUP/NAME/VERSION");
        }
        ModelLoader loader = Optional.ofNullable(ModelZoo.getModelZoo(url.getHost()))
                .map(zoo -> zoo.getModelLoader(parts.group("name")))
                .orElseThrow(
                        () -> new IllegalArgumentException(url + ": no such net in the model zoos on the class path"));
        Repository remote =
                new RemoteRepository(name, URI.create(url.getQuery() == null ? DJL : DJL + "?" + url.getQuery()));
        remote.addResource(remote.model(
                loader.getApplication(),
                url.getHost(),
                parts.group("name"),
                parts.group("version"),
                parts.group("artifact")));
        return remote;
    }
}
