package dev.reprise.training.experiment;

import static org.assertj.core.api.Assertions.assertThat;

import dev.reprise.data.preprocessing.Preprocessing;
import dev.reprise.net.Layer;
import dev.reprise.results.Measure;
import java.lang.reflect.Field;
import java.lang.reflect.Method;
import java.util.Arrays;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

class VocabularyTest {
    @Test
    void hasAWordForEveryLayerAndEveryPreprocessing() {
        Set<Class<?>> made = Arrays.stream(Vocabulary.class.getMethods())
                .map(Method::getReturnType)
                .collect(Collectors.toSet());

        assertThat(made)
                .containsAll(records(Layer.class).toList())
                .containsAll(records(Preprocessing.class).toList());
    }

    @Test
    void hasEveryMeasureUnderItsName() throws IllegalAccessException {
        for (Measure measure : Measure.values()) {
            Field word = Arrays.stream(Vocabulary.class.getFields())
                    .filter(field -> field.getName().equals(measure.name()))
                    .findFirst()
                    .orElseThrow();
            assertThat(word.get(null)).isEqualTo(measure);
        }
    }

    private static Stream<Class<?>> records(Class<?> sealed) {
        return sealed.isRecord()
                ? Stream.of(sealed)
                : Arrays.stream(sealed.getPermittedSubclasses()).flatMap(VocabularyTest::records);
    }
}
