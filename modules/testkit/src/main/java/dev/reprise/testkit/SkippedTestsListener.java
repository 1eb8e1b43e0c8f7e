package dev.reprise.testkit;

import org.junit.platform.engine.support.descriptor.ClassSource;
import org.junit.platform.engine.support.descriptor.MethodSource;
import org.junit.platform.launcher.TestExecutionListener;
import org.junit.platform.launcher.TestIdentifier;

/** Prints one line for each skipped test, with the reason. */
public final class SkippedTestsListener implements TestExecutionListener {
    @Override
    public void executionSkipped(TestIdentifier test, String reason) {
        System.out.println("skipped: " + name(test) + " (" + reason + ")");
    }

    private static String name(TestIdentifier test) {
        return test.getSource()
                .map(source -> {
                    if (source instanceof MethodSource method) {
                        return method.getJavaClass().getSimpleName() + "." + method.getMethodName();
                    }
                    return source instanceof ClassSource type
                            ? type.getJavaClass().getSimpleName()
                            : null;
                })
                .orElse(test.getDisplayName());
    }
}
