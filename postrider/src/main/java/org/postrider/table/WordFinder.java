package org.postrider.table;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.BitSet;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/// Finds which of many words are in a text, in one pass however many there are (Aho and Corasick 1975). ASCII letters
/// match in any case. Safe for any thread.
final class WordFinder {
    /// Bytes that are in no word are all alike.
    private final byte[] kinds = new byte[256];
    private final int width;
    /// The next state, by state and kind of byte.
    private final int[] next;
    /// The words that end in a state.
    private final int[][] ends;

    /// Gathers words.
    static final class Builder {
        private final Map<String, Integer> ids = new HashMap<>();
        private final List<String> words = new ArrayList<>();

        /// @param word in lower case, not empty
        /// @return its number
        int add(String word) {
            return ids.computeIfAbsent(word, one -> {
                words.add(one);
                return words.size() - 1;
            });
        }

        WordFinder build() {
            return new WordFinder(words);
        }
    }

    private WordFinder(List<String> words) {
        int kind = 0;
        for (String word : words)
            for (int i = 0; i < word.length(); i++)
                if (kinds[word.charAt(i)] == 0) kinds[word.charAt(i)] = (byte) ++kind;
        for (int c = 'a'; c <= 'z'; c++) kinds[c + 'A' - 'a'] = kinds[c];
        width = kind + 1;
        int states = 1 + words.stream().mapToInt(String::length).sum();
        int[] trie = new int[states * width];
        ends = new int[states][0];
        int used = plant(words, trie);
        next = Arrays.copyOf(trie, used * width);
        link(used);
    }

    private int kind(int c) {
        return kinds[c] & 0xff;
    }

    private int plant(List<String> words, int[] trie) {
        int used = 1;
        for (int id = 0; id < words.size(); id++) {
            String word = words.get(id);
            int state = 0;
            for (int i = 0; i < word.length(); i++) {
                int edge = state * width + kind(word.charAt(i));
                if (trie[edge] == 0) trie[edge] = used++;
                state = trie[edge];
            }
            ends[state] = new int[] {id};
        }
        return used;
    }

    /// Fills in where to go on when a word does not, level by level.
    private void link(int states) {
        int[] fallback = new int[states];
        var queue = new ArrayDeque<Integer>();
        for (int kind = 0; kind < width; kind++)
            if (next[kind] != 0) queue.add(next[kind]);
        while (!queue.isEmpty()) {
            int state = queue.poll(), back = fallback[state];
            ends[state] = joined(ends[state], ends[back]);
            for (int kind = 0; kind < width; kind++) {
                int edge = state * width + kind, other = next[back * width + kind];
                if (next[edge] == 0) next[edge] = other;
                else {
                    fallback[next[edge]] = other;
                    queue.add(next[edge]);
                }
            }
        }
    }

    private static int[] joined(int[] own, int[] others) {
        if (others.length == 0) return own;
        int[] all = Arrays.copyOf(own, own.length + others.length);
        System.arraycopy(others, 0, all, own.length, others.length);
        return all;
    }

    /// Whether there is any.
    boolean hasAny(byte[] text, int from, int to) {
        int state = 0;
        for (int i = from; i < to; i++) {
            state = next[state * width + (kinds[text[i] & 0xff] & 0xff)];
            if (ends[state].length > 0) return true;
        }
        return false;
    }

    /// The numbers of all that are there.
    BitSet find(String text) {
        var found = new BitSet();
        int state = 0;
        for (int i = 0; i < text.length(); i++) {
            state = next[state * width + (kinds[text.charAt(i) & 0xff] & 0xff)];
            for (int id : ends[state]) found.set(id);
        }
        return found;
    }
}
