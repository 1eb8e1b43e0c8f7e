package dev.reprise.training.experiment;

/**
 * The place in the texts that an experiment is from.
 *
 * @param text which of the texts, such as {@code d2l}
 * @param section the title of the section, as printed
 * @param english the title in English; the section itself where it is printed in English
 */
public record Source(String text, String section, String english) {

    /** {@code d2l: 4.3 多层感知机的简洁实现 (Concise implementation of multilayer perceptrons)}. */
    @Override
    public String toString() {
        return text + ": " + section + (english.equals(section) ? "" : " (" + english + ")");
    }
}
