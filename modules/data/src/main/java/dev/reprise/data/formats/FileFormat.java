package dev.reprise.data.formats;

import dev.reprise.data.ImageSet;
import dev.reprise.data.LoadedData;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;

/** The file format of a published set. */
public enum FileFormat {
    /** Four IDX files. */
    IDX {
        @Override
        public LoadedData<ImageSet> read(Path folder, String name, List<String> classes) {
            return IdxFiles.isIn(folder)
                    ? IdxFiles.in(folder).read(name, classes)
                    : ForeignSets.in(folder, name, classes)
                            .orElseGet(() -> IdxFiles.in(folder).read(name, classes)); // says what is missing
        }

        @Override
        public LoadedData<ImageSet> readFetched(Map<String, Path> files, String name, List<String> classes) {
            return new IdxFiles(
                            files.get("train_data"),
                            files.get("train_labels"),
                            files.get("test_data"),
                            files.get("test_labels"))
                    .read(name, classes);
        }

        @Override
        public String expected() {
            return IdxFiles.EXPECTED;
        }
    },

    /** IDX files as QMNIST has them, whose labels are a table with the class in the first column. */
    QMNIST {
        @Override
        public LoadedData<ImageSet> read(Path folder, String name, List<String> classes) {
            return new IdxFolder(folder, "qmnist-").read(name, classes, 0, false);
        }

        @Override
        public String expected() {
            return "qmnist-train-images-idx3-ubyte, qmnist-train-labels-idx2-int and the same two of qmnist-test, gzipped or not";
        }
    },

    /** IDX files as EMNIST has them: named like the set, with rows and columns exchanged; the labels of letters start with 1. */
    EMNIST {
        @Override
        public LoadedData<ImageSet> read(Path folder, String name, List<String> classes) {
            return new IdxFolder(folder, name + "-").read(name, classes, classes.size() == 26 ? 1 : 0, true);
        }

        @Override
        public String expected() {
            return "emnist-…-train-images-idx3-ubyte, emnist-…-train-labels-idx1-ubyte and the same two of the test, gzipped or not";
        }
    },

    /** Two files of CIFAR-100 records, in the folder, in {@code cifar-100-binary} or in the published archive. */
    CIFAR_100 {
        @Override
        public LoadedData<ImageSet> read(Path folder, String name, List<String> classes) {
            return CifarFiles.CIFAR_100.read(folder, name, classes);
        }

        @Override
        public String expected() {
            return CifarFiles.CIFAR_100.expected();
        }
    },

    /** Six files of CIFAR-10 records; in DJL's repository two, with the whole training set in one. */
    CIFAR {
        @Override
        public LoadedData<ImageSet> read(Path folder, String name, List<String> classes) {
            return CifarFiles.CIFAR_10.read(folder, name, classes);
        }

        @Override
        public LoadedData<ImageSet> readFetched(Map<String, Path> files, String name, List<String> classes) {
            return CifarFiles.CIFAR_10.read(
                    List.of(files.get("data_batch.bin")), files.get("test_batch.bin"), name, classes);
        }

        @Override
        public String expected() {
            return CifarFiles.CIFAR_10.expected();
        }
    };

    /** Reads the set from a folder that contains its files under their published names. */
    public abstract LoadedData<ImageSet> read(Path folder, String name, List<String> classes);

    /** Reads the set from the files that DJL fetched, by DJL's names for them; not for sets that DJL does not have. */
    public LoadedData<ImageSet> readFetched(Map<String, Path> files, String name, List<String> classes) {
        throw new UnsupportedOperationException(name);
    }

    /** The files that a folder must contain, in words. */
    public abstract String expected();
}
