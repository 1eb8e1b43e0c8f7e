package dev.reprise.terminal;

import java.io.Console;
import java.lang.reflect.Proxy;

/** SIGHUP, by which services are asked to read their files again. */
public final class Hangup {
    private Hangup() {}

    /**
     * Runs the action on each SIGHUP, instead of ending the process; but not on a terminal, whose end the signal says there.
     *
     * <p>The class for signals is part of the JDK, but the compiler warns of it whoever names it: it is found by reflection.
     *
     * @return whether the action will run
     */
    public static boolean handle(Runnable action) {
        if (isOnTerminal()) {
            return false;
        }
        try {
            Class<?> signal = Class.forName("sun.misc.Signal");
            Class<?> handler = Class.forName("sun.misc.SignalHandler");
            Object hangup = signal.getConstructor(String.class).newInstance("HUP");
            Object running = Proxy.newProxyInstance(
                    Hangup.class.getClassLoader(), new Class<?>[] {handler}, (proxy, method, arguments) -> {
                        if (method.getName().equals("handle")) {
                            action.run();
                        }
                        return null;
                    });
            signal.getMethod("handle", signal, handler).invoke(null, hangup, running);
            return true;
        } catch (ReflectiveOperationException e) {
            return false;
        }
    }

    @SuppressWarnings("SystemConsoleNull") // the other half is asked since Java 22
    private static boolean isOnTerminal() {
        Console console = System.console();
        try {
            return console != null
                    && (Runtime.version().feature() < 22
                            || Boolean.TRUE.equals(
                                    Console.class.getMethod("isTerminal").invoke(console)));
        } catch (ReflectiveOperationException e) {
            return true;
        }
    }
}
