package dev.reprise.training.experiment;

import com.fasterxml.jackson.annotation.JsonInclude;
import dev.reprise.data.Examples;
import dev.reprise.data.LoadedData;
import dev.reprise.data.Split;
import dev.reprise.training.bounds.Bounds;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.OptionalInt;

/**
 * Which rows of a data set an experiment takes for what.
 *
 * @param train how many of the first training rows train, those held out not counted; absent: all
 * @param heldOut how many of the last training rows validate; 0 for none
 * @param fold the validation rows are this block of the training rows instead (K-fold cross-validation)
 * @param ofEachClass the validation rows are drawn from each class instead: a share below 1, or a number of rows
 * @param test how many of the first test rows test; absent: all
 */
@JsonInclude(JsonInclude.Include.NON_ABSENT)
public record Rows(OptionalInt train, int heldOut, Optional<Fold> fold, OptionalDouble ofEachClass, OptionalInt test) {

    /** Block {@code index}, from 0, of {@code count} blocks in the order of the rows. */
    public record Fold(int index, int count) {
        public Fold {
            Bounds.atLeast(2, "folds", count);
            if (index < 0 || index >= count) {
                throw new IllegalArgumentException("a fold of " + count + " is in 0–" + (count - 1) + ", is " + index);
            }
        }
    }

    public Rows {
        train.ifPresent(rows -> Bounds.atLeast(1, "training rows", rows));
        Bounds.atLeast(0, "rows held out", heldOut);
        test.ifPresent(rows -> Bounds.atLeast(1, "test rows", rows));
        if ((heldOut > 0 ? 1 : 0) + (fold.isPresent() ? 1 : 0) + (ofEachClass.isPresent() ? 1 : 0) > 1) {
            throw new IllegalArgumentException("either the last rows validate, or a fold does, or rows of each class");
        }
        ofEachClass.ifPresent(amount -> Bounds.aboveZero("rows held out of each class", amount));
    }

    /** Every row trains or tests; none validates. */
    public static Rows all() {
        return new Rows(OptionalInt.empty(), 0, Optional.empty(), OptionalDouble.empty(), OptionalInt.empty());
    }

    public Rows trainOnFirst(int rows) {
        return new Rows(OptionalInt.of(rows), heldOut, fold, ofEachClass, test);
    }

    public Rows validateOnLast(int rows) {
        return new Rows(train, rows, fold, ofEachClass, test);
    }

    public Rows validateOnFold(int index, int count) {
        return new Rows(train, heldOut, Optional.of(new Fold(index, count)), ofEachClass, test);
    }

    /** Rows drawn from each class validate: a share of them below 1, or a number of rows. */
    public Rows validateOnEachClass(double amount) {
        return new Rows(train, heldOut, fold, OptionalDouble.of(amount), test);
    }

    public Rows testOnFirst(int rows) {
        return new Rows(train, heldOut, fold, ofEachClass, OptionalInt.of(rows));
    }

    /** The same for a set that may have fewer rows: a fifth validates where that many are not there, and what there is trains. */
    public Rows fitting(LoadedData<? extends Examples> data) {
        int rows = data.train().size();
        int validating = heldOut < rows ? heldOut : Math.max(1, rows / 5);
        return new Rows(
                train.isPresent() && train.getAsInt() > rows - validating ? OptionalInt.empty() : train,
                heldOut == 0 ? 0 : validating,
                fold,
                ofEachClass,
                test.isPresent() && test.getAsInt() > data.test().size() ? OptionalInt.empty() : test);
    }

    /** Whether rows are held out for validation. */
    public boolean validate() {
        return heldOut > 0 || fold.isPresent() || ofEachClass.isPresent();
    }

    /** The rows of a data set, split. */
    public Split split(LoadedData<? extends Examples> data) {
        Examples tested = test.isPresent() ? data.test().first(test.getAsInt()) : data.test();
        Split split = Split.of(data.train(), tested);
        if (fold.isPresent()) {
            Split folded = Split.kFolds(data.train(), fold.get().count())
                    .get(fold.get().index());
            split = new Split(folded.train(), folded.validation(), tested);
        } else if (heldOut > 0) {
            split = split.holdOutLast(heldOut);
        } else if (ofEachClass.isPresent()) {
            split = split.holdOutOfEachClass(ofEachClass.getAsDouble());
        }
        return train.isPresent() ? split.trainOnFirst(train.getAsInt()) : split;
    }
}
