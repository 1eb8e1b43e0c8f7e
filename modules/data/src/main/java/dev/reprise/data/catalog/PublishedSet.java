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
import java.util.Optional;

/**
 * A published set.
 *
 * @param name the set's name on the command line and in records, and that of its folder
 * @param artifactId DJL's name of the set in {@code ai.djl.basicdataset}; empty if DJL does not have it
 * @param placement of what the images show
 * @param sha256 of the decompressed content of its files, as published; empty where no experiment uses the set, so that
 *     nothing has to be confirmed
 * @param standIn synthetic digits of its shape, which replace a set of DJL's that cannot be fetched
 */
record PublishedSet(
        String name,
        Optional<String> artifactId,
        FileFormat format,
        List<String> classes,
        Placement placement,
        Map<String, String> sha256,
        SyntheticDigits standIn) {

    private static final String CAPITALS = "A B C D E F G H I J K L M N O P Q R S T U V W X Y Z";
    private static final String DIGITS_AND_CAPITALS = "0 1 2 3 4 5 6 7 8 9 " + CAPITALS;
    private static final List<String> DIGITS = List.of("0", "1", "2", "3", "4", "5", "6", "7", "8", "9");

    /** Every published set. To add one, add it here: nothing else lists them. */
    static final List<PublishedSet> ALL = List.of(
            new PublishedSet(
                    "mnist",
                    Optional.of("mnist"),
                    FileFormat.IDX,
                    DIGITS,
                    Placement.CENTERED_INK,
                    Map.of(
                            IdxFiles.TRAIN_IMAGES, "ba891046e6505d7aadcbbe25680a0738ad16aec93bde7f9b65e87a2fc25776db",
                            IdxFiles.TRAIN_LABELS, "65a50cbbf4e906d70832878ad85ccda5333a97f0f4c3dd2ef09a8a9eef7101c5",
                            IdxFiles.TEST_IMAGES, "0fa7898d509279e482958e8ce81c8e77db3f2f8254e26661ceb7762c4d494ce7",
                            IdxFiles.TEST_LABELS, "ff7bcfd416de33731a308c3f266cc351222c34898ecbeaf847f06e48f7ec33f2"),
                    SyntheticDigits.GRAY),
            new PublishedSet(
                    "fashion-mnist",
                    Optional.of("fashmnist"),
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
                    Optional.of("cifar10"),
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
                    SyntheticDigits.COLOR),
            other("qmnist", FileFormat.QMNIST, Placement.CENTERED_INK, DIGITS, SyntheticDigits.GRAY),
            other(
                    "kmnist",
                    FileFormat.IDX,
                    Placement.WHOLE_PICTURE,
                    words("o ki su tsu na ha ma ya re wo"),
                    SyntheticDigits.GRAY),
            emnist("balanced", DIGITS_AND_CAPITALS + " a b d e f g h n q r t"),
            emnist("bymerge", DIGITS_AND_CAPITALS + " a b d e f g h n q r t"),
            emnist("byclass", DIGITS_AND_CAPITALS + " a b c d e f g h i j k l m n o p q r s t u v w x y z"),
            emnist("letters", CAPITALS),
            emnist("digits", "0 1 2 3 4 5 6 7 8 9"),
            emnist("mnist", "0 1 2 3 4 5 6 7 8 9"),
            other(
                    "cifar-100",
                    FileFormat.CIFAR_100,
                    Placement.WHOLE_PICTURE,
                    words(
                            "apple aquarium_fish baby bear beaver bed bee beetle bicycle bottle bowl boy bridge bus butterfly"
                                    + " camel can castle caterpillar cattle chair chimpanzee clock cloud cockroach couch crab"
                                    + " crocodile cup dinosaur dolphin elephant flatfish forest fox girl hamster house kangaroo"
                                    + " keyboard lamp lawn_mower leopard lion lizard lobster man maple_tree motorcycle mountain"
                                    + " mouse mushroom oak_tree orange orchid otter palm_tree pear pickup_truck pine_tree plain"
                                    + " plate poppy porcupine possum rabbit raccoon ray road rocket rose sea seal shark shrew skunk"
                                    + " skyscraper snail snake spider squirrel streetcar sunflower sweet_pepper table tank telephone"
                                    + " television tiger tractor train trout tulip turtle wardrobe whale willow_tree wolf woman worm"),
                    SyntheticDigits.COLOR));

    private static PublishedSet emnist(String split, String classes) {
        return other(
                "emnist-" + split, FileFormat.EMNIST, Placement.CENTERED_INK, words(classes), SyntheticDigits.GRAY);
    }

    /** A set that DJL does not have. */
    private static PublishedSet other(
            String name, FileFormat format, Placement placement, List<String> classes, SyntheticDigits shape) {
        return new PublishedSet(name, Optional.empty(), format, classes, placement, Map.of(), shape);
    }

    private static List<String> words(String text) {
        return List.of(text.split(" ", -1));
    }

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
                .filter(other -> !other.equals(this) && !other.sha256.isEmpty() && other.isOf(loaded.sha256()))
                .findFirst()
                .ifPresent(other -> {
                    throw new DataException("the files under the name " + name + " are those of " + other.name
                            + " by their SHA-256: rename their folder to " + other.name);
                });
        if (sha256.isEmpty()) {
            return loaded;
        }
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
