package dev.reprise.training.experiment;

import static org.assertj.core.api.Assertions.assertThat;

import dev.reprise.data.preprocessing.Preprocessing;
import dev.reprise.net.Layer;
import dev.reprise.results.Measure;
import java.lang.reflect.Field;
import java.lang.reflect.Method;
import java.lang.reflect.Modifier;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

class VocabularyTest {
    private static final String NO_PREPROCESSING = "none"; // noPreprocessing() here, where other things can be none too

    @Test
    void hasEveryLayerAndEveryPreprocessing() {
        List<String> words = Arrays.stream(Vocabulary.class.getMethods())
                .map(VocabularyTest::signature)
                .toList();
        assertThat(Stream.of(Layer.class.getMethods(), Preprocessing.class.getMethods())
                        .flatMap(Arrays::stream)
                        .filter(method -> Modifier.isStatic(method.getModifiers()))
                        .filter(method -> !method.getName().equals(NO_PREPROCESSING))
                        .map(VocabularyTest::signature)
                        .filter(signature -> !words.contains(signature)))
                .as("words that NetVocabulary does not have")
                .isEmpty();
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

    private static String signature(Method method) {
        return method.getName() + Arrays.toString(method.getParameterTypes());
    }
}
