package io.github.kitmaven.mojo;

import java.util.regex.Pattern;

/** A URL that may hold a password. Maven prints its parameters in a debug log; this one without user and password. */
public final class RemoteUrl {
    private static final Pattern USER = Pattern.compile("//.*@");
    private String text = "";

    /** Takes the value of the parameter; Maven calls it. */
    public void set(String value) {
        text = value;
    }

    String text() {
        return text;
    }

    @Override
    public String toString() {
        return USER.matcher(text).replaceFirst("//***@");
    }
}
