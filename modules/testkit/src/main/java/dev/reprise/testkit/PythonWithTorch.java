package dev.reprise.testkit;

import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.condition.EnabledIf;

/** A test that runs {@link Python} with PyTorch and NumPy: it runs if they are found. */
@Target({ElementType.METHOD, ElementType.TYPE})
@Retention(RetentionPolicy.RUNTIME)
@Tag("python")
@EnabledIf(
        value = "dev.reprise.testkit.Python#hasTorch",
        disabledReason = "python: set REPRISE_PYTHON to a Python that has PyTorch and NumPy")
public @interface PythonWithTorch {}
