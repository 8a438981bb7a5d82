package io.github.kitmaven.sandbox;

import java.util.Arrays;

/** Walks through the fields of a protobuf message; throws {@link IndexOutOfBoundsException} where it is cut off. */
final class ProtobufFields {
    private final byte[] message;
    private int at;
    private int number;
    private long integer;
    private byte[] bytes = new byte[0];

    ProtobufFields(byte[] message) {
        this.message = message;
    }

    /** Begins further on. */
    ProtobufFields from(int position) {
        at = position;
        return this;
    }

    /** Goes on to the next field; false at the end. */
    boolean next() {
        if (at >= message.length) {
            return false;
        }
        long key = varint();
        number = (int) (key >>> 3);
        integer = 0;
        bytes = new byte[0];
        switch ((int) (key & 7)) {
            case 0 -> integer = varint();
            case 1 -> skip(8);
            case 2 -> bytes = skip(length());
            case 5 -> skip(4);
            default -> throw new IndexOutOfBoundsException("no wire type");
        }
        return true;
    }

    /** The field's number. */
    int number() {
        return number;
    }

    /** The field's value, if it is a whole number. */
    long integer() {
        return integer;
    }

    /** The field's value, if it is text, bytes or a message. */
    byte[] bytes() {
        return bytes;
    }

    private int length() {
        long length = varint();
        if (length < 0 || length > message.length - at) {
            throw new IndexOutOfBoundsException("cut off");
        }
        return (int) length;
    }

    private byte[] skip(int length) {
        if (length > message.length - at) {
            throw new IndexOutOfBoundsException("cut off");
        }
        at += length;
        return Arrays.copyOfRange(message, at - length, at);
    }

    private long varint() {
        long value = 0;
        for (int shift = 0; shift < 64; shift += 7) {
            byte next = message[at++];
            value |= (long) (next & 0x7f) << shift;
            if (next >= 0) {
                return value;
            }
        }
        throw new IndexOutOfBoundsException("no number");
    }
}
