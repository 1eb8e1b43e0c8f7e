package dev.reprise.data;

import java.util.Arrays;
import java.util.List;

/**
 * Statistics of a set of images: the sizes of its classes and the pixel values of each channel.
 *
 * @param classCounts the number of images of each class, in the order of the set's classes
 */
public record SetStatistics(int size, List<Integer> classCounts, List<Channel> channels) {
    public SetStatistics {
        classCounts = List.copyOf(classCounts);
        channels = List.copyOf(channels);
    }

    public static SetStatistics of(ImageSet set) {
        return new SetStatistics(
                set.size(),
                Arrays.stream(set.classCounts()).boxed().toList(),
                Arrays.stream(set.histograms()).map(Channel::of).toList());
    }

    /** Pixel values of one channel, divided by 255; the standard deviation is that of the population. */
    public record Channel(double min, double max, double mean, double standardDeviation) {
        private static Channel of(long[] histogram) {
            long count = 0;
            long sum = 0;
            long squares = 0;
            int min = 255;
            int max = 0;
            for (int value = 0; value < histogram.length; value++) {
                if (histogram[value] > 0) {
                    min = Math.min(min, value);
                    max = value;
                }
                count += histogram[value];
                sum += value * histogram[value];
                squares += (long) value * value * histogram[value];
            }
            double mean = (double) sum / count;
            double variance = (double) squares / count - mean * mean;
            return new Channel(min / 255.0, max / 255.0, mean / 255, Math.sqrt(Math.max(variance, 0)) / 255);
        }
    }
}
