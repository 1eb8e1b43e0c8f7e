package dev.reprise.terminal;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.OutputStream;
import java.io.PrintStream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class StandardOutputTest {
    @ParameterizedTest
    @CsvSource({"Broken pipe, true", "The pipe is being closed, true", "No space left on device, false"})
    void onlyAReaderThatWentAwayIsNoFailure(String reason, boolean closed) {
        StandardOutput output = new StandardOutput(new OutputStream() {
            @Override
            public void write(int b) throws IOException {
                throw new IOException(reason);
            }
        });

        PrintStream printer = new PrintStream(output);
        printer.println("line");

        assertThat(printer.checkError()).isTrue();
        assertThat(output.closedByReader()).isEqualTo(closed);
    }
}
