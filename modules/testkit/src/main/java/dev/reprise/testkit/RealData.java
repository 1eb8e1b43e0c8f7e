package dev.reprise.testkit;

import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.condition.EnabledIfEnvironmentVariable;

/** A test on the published data sets: it runs if the environment variable {@code REPRISE_DATA} names their folder. */
@Target({ElementType.METHOD, ElementType.TYPE})
@Retention(RetentionPolicy.RUNTIME)
@Tag("realdata")
@EnabledIfEnvironmentVariable(
        named = "REPRISE_DATA",
        matches = ".+",
        disabledReason = "realdata: set REPRISE_DATA to the folder of the published data sets")
public @interface RealData {}
