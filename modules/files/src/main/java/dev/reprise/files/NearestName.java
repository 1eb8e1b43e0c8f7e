package dev.reprise.files;

import java.util.Arrays;
import java.util.Collection;
import java.util.Comparator;
import java.util.List;

/** The known names nearest to one that is not known: what somebody may have meant. */
public final class NearestName {
    private NearestName() {}

    /** Nearest first, at most so many. */
    public static List<String> nearest(String word, Collection<String> known, int most) {
        return known.stream()
                .sorted(Comparator.comparingInt(name -> editDistance(word, name)))
                .limit(most)
                .toList();
    }

    /** Levenshtein's: how many letters to insert, remove or replace to make one word of the other. */
    private static int editDistance(String a, String b) {
        int[] row = new int[b.length() + 1];
        Arrays.setAll(row, j -> j);
        for (int i = 1; i <= a.length(); i++) {
            int diagonal = row[0];
            row[0] = i;
            for (int j = 1; j <= b.length(); j++) {
                int replaced = diagonal + (a.charAt(i - 1) == b.charAt(j - 1) ? 0 : 1);
                diagonal = row[j];
                row[j] = Math.min(replaced, 1 + Math.min(row[j], row[j - 1]));
            }
        }
        return row[b.length()];
    }
}
