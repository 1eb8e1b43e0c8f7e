package dev.reprise.terminal;

import java.io.BufferedOutputStream;
import java.io.FileDescriptor;
import java.io.FileOutputStream;
import java.io.FilterOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.io.PrintStream;
import java.nio.charset.Charset;
import java.util.Locale;

/** stdout, which remembers whether its reader went away. {@link PrintStream} keeps the reason of an error to itself. */
final class StandardOutput extends FilterOutputStream {
    private static final int BUFFER = 8192;

    private volatile boolean closedByReader;

    StandardOutput(OutputStream out) {
        super(out);
    }

    /** Puts itself in the place of {@link System#out}, which writes each line at once. */
    static StandardOutput install() {
        StandardOutput output = new StandardOutput(new FileOutputStream(FileDescriptor.out));
        Charset charset = Charset.forName( // a property since Java 18
                System.getProperty("stdout.encoding", Charset.defaultCharset().name()));
        System.setOut(new PrintStream(new BufferedOutputStream(output, BUFFER), true, charset));
        return output;
    }

    /** Whether something could not be written because nobody reads any more. */
    boolean closedByReader() {
        return closedByReader;
    }

    @Override
    public void write(byte[] bytes, int from, int length) throws IOException {
        try {
            out.write(bytes, from, length);
        } catch (IOException e) {
            String reason = String.valueOf(e.getMessage()).toLowerCase(Locale.ROOT);
            closedByReader = reason.contains("broken pipe") || reason.contains("pipe is being closed");
            throw e;
        }
    }
}
