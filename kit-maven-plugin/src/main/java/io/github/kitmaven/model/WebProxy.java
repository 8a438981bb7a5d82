package io.github.kitmaven.model;

import java.net.InetSocketAddress;
import java.net.Proxy;
import java.util.Optional;

/**
 * A proxy that passes on what goes to servers by http and https.
 *
 * @param host its host
 * @param port its port
 * @param login who it is told to ask; empty where it lets everybody in
 */
public record WebProxy(String host, int port, Optional<Login> login) {

    /** {@return the same, as Java has it} */
    public Proxy proxy() {
        return new Proxy(Proxy.Type.HTTP, InetSocketAddress.createUnresolved(host, port));
    }

    /**
     * User and password for a proxy. Neither part shows up in a text that is made from this.
     *
     * @param user the user
     * @param password the password
     */
    public record Login(String user, String password) {

        /** {@return a text without the login} */
        @Override
        public String toString() {
            return "Login[***]";
        }
    }
}
