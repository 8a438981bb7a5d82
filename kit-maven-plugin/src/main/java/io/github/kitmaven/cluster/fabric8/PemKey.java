package io.github.kitmaven.cluster.fabric8;

import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.KeyFactory;
import java.security.PrivateKey;
import java.security.spec.InvalidKeySpecException;
import java.security.spec.PKCS8EncodedKeySpec;
import java.util.Arrays;
import java.util.Base64;
import java.util.HexFormat;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** A private key as PEM text: PKCS#8, or the older forms of RSA (PKCS#1) and of elliptic curves (SEC1). */
final class PemKey {
    private static final Pattern PEM =
            Pattern.compile("-----BEGIN ((?:RSA |EC )?)PRIVATE KEY-----([A-Za-z0-9+/=\\s]+)-----END");
    private static final byte[] VERSION_0 = HexFormat.of().parseHex("020100");
    private static final byte[] RSA = HexFormat.of().parseHex("300d06092a864886f70d0101010500");
    private static final byte[] EC_PUBLIC_KEY = HexFormat.of().parseHex("06072a8648ce3d0201");
    private static final int SEQUENCE = 0x30;
    private static final int OCTETS = 0x04;

    private PemKey() {}

    static PrivateKey read(byte[] pem) throws GeneralSecurityException {
        Matcher key = PEM.matcher(new String(pem, StandardCharsets.US_ASCII));
        if (!key.find()) {
            throw new InvalidKeySpecException("no unencrypted PEM private key");
        }
        byte[] der = Base64.getDecoder().decode(key.group(2).replaceAll("\\s", ""));
        return switch (key.group(1)) {
            case "RSA " -> KeyFactory.getInstance("RSA").generatePrivate(pkcs8(RSA, der));
            case "EC " -> KeyFactory.getInstance("EC").generatePrivate(pkcs8(curve(der), der));
            default -> anyOf(new PKCS8EncodedKeySpec(der));
        };
    }

    private static PrivateKey anyOf(PKCS8EncodedKeySpec spec) throws GeneralSecurityException {
        InvalidKeySpecException last = new InvalidKeySpecException();
        for (String algorithm : List.of("RSA", "EC", "Ed25519")) {
            try {
                return KeyFactory.getInstance(algorithm).generatePrivate(spec);
            } catch (InvalidKeySpecException e) {
                last = e; // PKCS#8 names its algorithm only inside, and each factory knows only its own
            }
        }
        throw last;
    }

    private static PKCS8EncodedKeySpec pkcs8(byte[] algorithm, byte[] key) {
        return new PKCS8EncodedKeySpec(der(SEQUENCE, VERSION_0, algorithm, der(OCTETS, key)));
    }

    /** SEC1 is a sequence of version, octets, and the curve as {@code [0]}, whose content PKCS#8 wants beside the key. */
    private static byte[] curve(byte[] sec1) throws InvalidKeySpecException {
        try {
            int version = content(sec1, 0);
            int octets = version + 3;
            int curve = content(sec1, octets) + length(sec1, octets);
            if ((sec1[curve] & 0xff) != 0xa0) {
                throw new InvalidKeySpecException("an EC key that names no curve");
            }
            int from = content(sec1, curve);
            return der(SEQUENCE, EC_PUBLIC_KEY, Arrays.copyOfRange(sec1, from, from + length(sec1, curve)));
        } catch (ArrayIndexOutOfBoundsException e) {
            throw new InvalidKeySpecException("a damaged EC key", e);
        }
    }

    private static int content(byte[] der, int at) {
        int first = der[at + 1] & 0xff;
        return at + 2 + (first < 0x80 ? 0 : first & 0x7f);
    }

    private static int length(byte[] der, int at) {
        int first = der[at + 1] & 0xff;
        if (first < 0x80) {
            return first;
        }
        int length = 0;
        for (int i = at + 2; i < content(der, at); i++) {
            length = (length << 8) | (der[i] & 0xff);
        }
        return length;
    }

    private static byte[] der(int tag, byte[]... parts) {
        ByteArrayOutputStream body = new ByteArrayOutputStream();
        for (byte[] part : parts) {
            body.writeBytes(part);
        }
        ByteArrayOutputStream whole = new ByteArrayOutputStream();
        whole.write(tag);
        if (body.size() < 0x80) {
            whole.write(body.size());
        } else if (body.size() < 0x100) {
            whole.write(0x81);
            whole.write(body.size());
        } else {
            whole.write(0x82);
            whole.write(body.size() >> 8);
            whole.write(body.size());
        }
        whole.writeBytes(body.toByteArray());
        return whole.toByteArray();
    }
}
