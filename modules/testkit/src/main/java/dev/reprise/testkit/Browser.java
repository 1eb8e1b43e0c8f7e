package dev.reprise.testkit;

import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.condition.EnabledIf;

/** A test that opens a page in headless {@link Chromium}: it runs if Chromium and its driver are on the path. */
@Target({ElementType.METHOD, ElementType.TYPE})
@Retention(RetentionPolicy.RUNTIME)
@Tag("browser")
@EnabledIf(
        value = "dev.reprise.testkit.Chromium#isInstalled",
        disabledReason = "browser: install chromium and chromedriver (Debian: chromium, chromium-driver)")
public @interface Browser {}
