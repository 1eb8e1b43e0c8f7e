package dev.reprise.files;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class CsvTableTest {
    @Test
    void readsBackEveryCellThatItWrites() {
        List<String> cells = List.of("plain", "a, b", "say \"no\"", "two\nlines", "", "零");
        CsvTable read = CsvTable.parse(
                CsvTable.line(List.of("a", "b", "c", "d", "e", "f")) + "\n" + CsvTable.line(cells) + "\n");
        assertThat(read.rows()).containsExactly(cells);
        assertThat(read.incomplete()).isZero();
    }

    @Test
    void aLineThatAKillCutOffIsNotRead() {
        CsvTable read = CsvTable.parse("epoch,seconds\n1,1.500\n2,1.5");
        assertThat(read.rows()).containsExactly(List.of("1", "1.500"));
        assertThat(read.incomplete()).isEqualTo(1);
    }

    @Test
    void aLineOfAnotherLengthIsNotRead() {
        CsvTable read = CsvTable.parse("a,b\n1\n2,3\n4,5,6\n");
        assertThat(read.rows()).containsExactly(List.of("2", "3"));
        assertThat(read.incomplete()).isEqualTo(2);
    }

    @Test
    void aQuoteThatNeverEndsSpoilsOnlyWhatFollows() {
        CsvTable read = CsvTable.parse("a,b\n1,2\n3,\"4\n5,6\n");
        assertThat(read.rows()).containsExactly(List.of("1", "2"));
        assertThat(read.incomplete()).isEqualTo(1);
    }

    @Test
    void bytesThatAreNotUtf8SpoilTheirOwnCellOnly(@TempDir Path folder) throws IOException {
        Path file = Files.write(folder.resolve("t.csv"), new byte[] {'a', ',', 'b', '\n', (byte) 0xff, ',', '2', '\n'});
        assertThat(CsvTable.read(file, 1 << 20).numbers("b")).containsExactly(2);
    }

    @Test
    void columnsAreFoundByName() {
        CsvTable table = CsvTable.parse("name,value\nx,1.5\ny,\nz,many\n");
        assertThat(table.texts("name")).containsExactly("x", "y", "z");
        assertThat(table.numbers("value")).containsExactly(1.5, Double.NaN, Double.NaN);
        assertThat(table.numbers("nowhere")).isEmpty();
    }
}
