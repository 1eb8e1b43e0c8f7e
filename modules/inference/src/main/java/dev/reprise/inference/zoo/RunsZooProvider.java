package dev.reprise.inference.zoo;

import ai.djl.repository.zoo.ModelZoo;
import ai.djl.repository.zoo.ZooProvider;

/** How DJL finds {@link RunsZoo}: by {@link java.util.ServiceLoader}. */
public final class RunsZooProvider implements ZooProvider {
    @Override
    public ModelZoo getModelZoo() {
        return new RunsZoo();
    }
}
