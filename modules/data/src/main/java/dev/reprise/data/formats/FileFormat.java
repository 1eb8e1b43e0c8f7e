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
            return IdxFiles.in(folder).read(name, classes);
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

    /** Six files of CIFAR-10 records; in DJL's repository two, with the whole training set in one. */
    CIFAR {
        @Override
        public LoadedData<ImageSet> read(Path folder, String name, List<String> classes) {
            return CifarFiles.read(folder, name, classes);
        }

        @Override
        public LoadedData<ImageSet> readFetched(Map<String, Path> files, String name, List<String> classes) {
            return CifarFiles.read(List.of(files.get("data_batch.bin")), files.get("test_batch.bin"), name, classes);
        }

        @Override
        public String expected() {
            return CifarFiles.EXPECTED;
        }
    };

    /** Reads the set from a folder that contains its files under their published names. */
    public abstract LoadedData<ImageSet> read(Path folder, String name, List<String> classes);

    /** Reads the set from the files that DJL fetched, by DJL's names for them. */
    public abstract LoadedData<ImageSet> readFetched(Map<String, Path> files, String name, List<String> classes);

    /** The files that a folder must contain, in words. */
    public abstract String expected();
}
