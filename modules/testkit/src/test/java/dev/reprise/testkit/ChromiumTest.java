package dev.reprise.testkit;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

@Browser
class ChromiumTest {
    @Test
    void opensAPageAtAPhonesWidthAndHearsItsErrors() {
        try (Chromium chromium = Chromium.start()) {
            assertThat(chromium.open("data:text/html,<p>a page</p>", 380).executeScript("return window.innerWidth"))
                    .isEqualTo(380L);
            assertThat(chromium.complaints()).isEmpty();
            chromium.open("data:text/html,<script>nothing.here</script>", 380);
            assertThat(chromium.complaints()).singleElement().asString().contains("nothing is not defined");
        }
    }
}
