package io.github.kitmaven.mojo;

import java.io.FileDescriptor;
import java.io.FileOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;

/**
 * The standard output past Maven's log, which puts a level before each line, and past System.out, which Maven 4 turns into such
 * lines.
 */
final class StandardOutput {
    private StandardOutput() {}

    /** {@return a stream to it, which is never closed, and flushed by who writes} */
    static PrintStream stream() {
        return new PrintStream(new FileOutputStream(FileDescriptor.out), false, StandardCharsets.UTF_8);
    }
}
