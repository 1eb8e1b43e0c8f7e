package dev.reprise.data.catalog;

import dev.reprise.data.DataException;
import dev.reprise.data.ImageSet;
import dev.reprise.data.LoadedData;
import dev.reprise.data.formats.FileFormat;
import dev.reprise.data.formats.IdxFiles;
import dev.reprise.data.synthetic.SyntheticDigits;
import dev.reprise.net.InputPreparation.Placement;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;

/**
 * A published set.
 *
 * @param name the set's name on the command line and in records, and that of its folder
 * @param artifactId DJL's name of the set in {@code ai.djl.basicdataset}
 * @param placement of what the images show
 * @param sha256 of the decompressed content of its files, as published
 * @param standIn synthetic digits of its shape, which replace it if it cannot be fetched
 */
record PublishedSet(
        String name,
        String artifactId,
        FileFormat format,
        List<String> classes,
        Placement placement,
        Map<String, String> sha256,
        SyntheticDigits standIn) {

    /** Every published set. To add one, add it here: nothing else lists them. */
    static final List<PublishedSet> ALL = List.of(
            new PublishedSet(
                    "mnist",
                    "mnist",
                    FileFormat.IDX,
                    List.of("0", "1", "2", "3", "4", "5", "6", "7", "8", "9"),
                    Placement.CENTERED_INK,
                    Map.of(
                            IdxFiles.TRAIN_IMAGES, "ba891046e6505d7aadcbbe25680a0738ad16aec93bde7f9b65e87a2fc25776db",
                            IdxFiles.TRAIN_LABELS, "65a50cbbf4e906d70832878ad85ccda5333a97f0f4c3dd2ef09a8a9eef7101c5",
                            IdxFiles.TEST_IMAGES, "0fa7898d509279e482958e8ce81c8e77db3f2f8254e26661ceb7762c4d494ce7",
                            IdxFiles.TEST_LABELS, "ff7bcfd416de33731a308c3f266cc351222c34898ecbeaf847f06e48f7ec33f2"),
                    SyntheticDigits.GRAY),
            new PublishedSet(
                    "fashion-mnist",
                    "fashmnist",
                    FileFormat.IDX,
                    List.of(
                            "T-shirt/top",
                            "Trouser",
                            "Pullover",
                            "Dress",
                            "Coat",
                            "Sandal",
                            "Shirt",
                            "Sneaker",
                            "Bag",
                            "Ankle boot"),
                    Placement.WHOLE_PICTURE,
                    Map.of(
                            IdxFiles.TRAIN_IMAGES, "c59f468a2f672dc815687fe0f83887768d799fd8a3f3276145d20f83aa44d888",
                            IdxFiles.TRAIN_LABELS, "bad3541b69d912435c50bb6ba87bec294ff4f6a2e1246121d8633921760443d9",
                            IdxFiles.TEST_IMAGES, "5b4141f0afbad91edebe8549f8fcffe087ea10ca49f1dbef5c9a5cd8815ce37b",
                            IdxFiles.TEST_LABELS, "0402a96d92fd2663957122ceb108a494c5af83dab82d92729df917d7dec38c34"),
                    SyntheticDigits.GRAY),
            new PublishedSet(
                    "cifar-10",
                    "cifar10",
                    FileFormat.CIFAR,
                    List.of("airplane", "automobile", "bird", "cat", "deer", "dog", "frog", "horse", "ship", "truck"),
                    Placement.WHOLE_PICTURE,
                    Map.of(
                            "data_batch_1.bin", "cee916563c9f80d84e3cc88e17fdc0941787f1244f00a67874d45b261883ada5",
                            "data_batch_2.bin", "a591ca11fa1708a91ee40f54b3da4784ccd871ecf2137de63f51ada8b3fa57ed",
                            "data_batch_3.bin", "bbe8596564c0f86427f876058170b84dac6670ddf06d79402899d93ceea26f67",
                            "data_batch_4.bin", "014e562d6e23c72197cc727519169a60359f5eccd8945ad5a09d710285ff4e48",
                            "data_batch_5.bin", "755304fc0b379caeae8c14f0dac912fbc7d6cd469eb67a1029a08a39453a9add",
                            // the five in one, as DJL's repository has them
                            "data_batch.bin", "a0181da372c0d63a5920fdbea2ec3f83ecbc552d378218e1cb473cf634941a3b",
                            "test_batch.bin", "8e2eb146ae340b09e24670f29cabc6326dba54da8789dab6768acf480273f65b"),
                    SyntheticDigits.COLOR));

    /** Reads the set from a folder that contains its files. */
    LoadedData<ImageSet> read(Path folder) {
        return checked(format.read(folder, name, classes));
    }

    /** Reads the set from the files that DJL fetched, by DJL's names for them. */
    LoadedData<ImageSet> readFetched(Map<String, Path> files) {
        return checked(format.readFetched(files, name, classes).withOrigin(LoadedData.Origin.FETCHED));
    }

    /** Adds one warning for each file whose content is not the published one. Another published set is refused. */
    private LoadedData<ImageSet> checked(LoadedData<ImageSet> loaded) {
        ALL.stream()
                .filter(other -> !other.equals(this) && other.isOf(loaded.sha256()))
                .findFirst()
                .ifPresent(other -> {
                    throw new DataException("the files under the name " + name + " are those of " + other.name
                            + " by their SHA-256: rename their folder to " + other.name);
                });
        List<String> warnings = loaded.sha256().entrySet().stream()
                .filter(file -> !file.getValue().equals(sha256.get(file.getKey())))
                .map(file -> "%s: the content of %s is not the published one (SHA-256 %s, published %s)"
                        .formatted(name, file.getKey(), file.getValue(), sha256.getOrDefault(file.getKey(), "none")))
                .toList();
        return warnings.isEmpty() ? loaded : loaded.withWarnings(warnings).withOrigin(LoadedData.Origin.CHANGED);
    }

    private boolean isOf(Map<String, String> hashes) {
        return hashes.entrySet().stream().allMatch(file -> file.getValue().equals(sha256.get(file.getKey())));
    }
}
