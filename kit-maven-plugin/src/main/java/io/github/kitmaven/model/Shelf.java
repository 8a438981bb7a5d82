package io.github.kitmaven.model;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.BufferedInputStream;
import java.io.BufferedOutputStream;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.lang.ref.Reference;
import java.lang.ref.WeakReference;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Supplier;
import java.util.zip.Deflater;
import java.util.zip.DeflaterOutputStream;
import java.util.zip.InflaterInputStream;

/**
 * Trees that nobody needs for a while, packed: as nodes they take a hundred times the memory, and the objects of a large fleet
 * would not fit into it all at once. Whoever asks for one gets it, and unpacks all for that; so whoever needs many opens the
 * shelf first. Thread-safe.
 */
public final class Shelf {
    private final byte[] packed;
    private final int size;
    private WeakReference<List<ObjectNode>> unpacked = new WeakReference<>(List.of());

    private Shelf(byte[] packed, int size) {
        this.packed = packed;
        this.size = size;
    }

    /**
     * Packs trees.
     *
     * @param trees the trees, of the values that JSON has
     * @return the closed shelf
     */
    public static Shelf of(List<ObjectNode> trees) {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        Deflater deflater = new Deflater(Deflater.BEST_SPEED);
        try (DataOutputStream out =
                new DataOutputStream(new BufferedOutputStream(new DeflaterOutputStream(bytes, deflater), 1 << 14))) {
            TreeFormat format = new TreeFormat();
            for (ObjectNode tree : trees) {
                format.write(tree, out);
            }
        } catch (IOException e) {
            throw new UncheckedIOException("memory can be written", e);
        } finally {
            deflater.end();
        }
        return new Shelf(bytes.toByteArray(), trees.size());
    }

    /**
     * Tells where a tree is to be had.
     *
     * @param place its place among the trees, from 0
     * @return gives the tree; it, and no other like it, as long as the shelf is open
     */
    public Supplier<ObjectNode> at(int place) {
        return () -> trees().get(place);
    }

    /**
     * Opens the shelf for some work: until it ends, each tree costs nothing.
     *
     * @param work the work
     * @param <T> what it makes
     * @return what it made
     */
    public <T> T opened(Supplier<T> work) {
        List<ObjectNode> atHand = trees();
        try {
            return work.get();
        } finally {
            Reference.reachabilityFence(atHand);
        }
    }

    private synchronized List<ObjectNode> trees() {
        List<ObjectNode> there = unpacked.get();
        if (there == null || there.size() < size) {
            there = unpack();
            unpacked = new WeakReference<>(there);
        }
        return there;
    }

    private List<ObjectNode> unpack() {
        try (DataInputStream in = new DataInputStream(
                new BufferedInputStream(new InflaterInputStream(new ByteArrayInputStream(packed)), 1 << 14))) {
            TreeFormat format = new TreeFormat();
            List<ObjectNode> trees = new ArrayList<>(size);
            while (trees.size() < size) {
                trees.add((ObjectNode) format.read(in));
            }
            return List.copyOf(trees);
        } catch (IOException e) {
            throw new UncheckedIOException("memory can be read", e);
        }
    }
}
