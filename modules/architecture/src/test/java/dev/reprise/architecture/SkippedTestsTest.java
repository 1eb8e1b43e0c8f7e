package dev.reprise.architecture;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class SkippedTestsTest {
    @TempDir
    private Path folder;

    @Test
    void skippedTestsAreListedOnceUnderTheirReason() throws Exception {
        Path report = Files.writeString(folder.resolve("TEST-a.xml"), """
                <testsuite>
                  <testcase name="runs" classname="a.b.OneTest"/>
                  <testcase name="is" classname="a.b.TwoTest"><skipped message="false ==&gt; slow: run with -Pslow"/></testcase>
                  <testcase name="was" classname="a.b.TwoTest"><skipped message="false ==&gt; slow: run with -Pslow"/></testcase>
                  <testcase name="on" classname="a.OneTest"><skipped message="slow: run with -Pslow"/></testcase>
                  <testcase name="aborted" classname="a.b.ThreeTest"><skipped type="org.opentest4j.TestAbortedException"><![CDATA[org.opentest4j.TestAbortedException: Assumption failed: there is a GPU
                	at org.junit.jupiter.api.Assumptions]]></skipped></testcase>
                </testsuite>
                """);

        assertThat(SkippedTests.lines(List.of(report)))
                .containsExactly(
                        "4 tests were skipped:",
                        "  slow: run with -Pslow: OneTest, TwoTest",
                        "  there is a GPU: ThreeTest");
    }

    @Test
    void nothingIsSaidWhereNothingWasSkipped() throws Exception {
        Path report = Files.writeString(folder.resolve("TEST-a.xml"), "<testsuite/>");

        assertThat(SkippedTests.lines(List.of(report))).isEmpty();
    }
}
