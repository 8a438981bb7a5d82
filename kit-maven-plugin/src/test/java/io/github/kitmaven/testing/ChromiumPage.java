package io.github.kitmaven.testing;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CopyOnWriteArrayList;

/** A page of a Chromium: what a person does to it, and what it shows. */
public final class ChromiumPage {
    private static final ObjectMapper JSON = new ObjectMapper();
    private static final Map<String, Integer> KEY_CODES = Map.of(
            "Enter",
            13,
            "Escape",
            27,
            "Home",
            36,
            "End",
            35,
            "ArrowLeft",
            37,
            "ArrowUp",
            38,
            "ArrowRight",
            39,
            "ArrowDown",
            40,
            "Tab",
            9);

    private final Chromium browser;
    private final String session;
    /** What went wrong in the page: exceptions, and what the console calls an error. */
    public final List<String> errors = new CopyOnWriteArrayList<>();
    /** All that the page asked for. */
    public final List<String> requests = new CopyOnWriteArrayList<>();

    ChromiumPage(Chromium browser, String session) {
        this.browser = browser;
        this.session = session;
    }

    void listen() {
        List.of("Page", "Runtime", "Log", "Network")
                .forEach(domain -> call(domain + ".enable", JSON.createObjectNode()));
    }

    void hear(JsonNode event) {
        JsonNode parameters = event.path("params");
        switch (event.path("method").asText()) {
            case "Runtime.exceptionThrown" ->
                errors.add(parameters.path("exceptionDetails").toString());
            case "Runtime.consoleAPICalled" ->
                errors.add(parameters.path("args").toString());
            case "Log.entryAdded" -> errors.add(parameters.path("entry").toString());
            case "Network.requestWillBeSent" ->
                requests.add(parameters.path("request").path("url").asText());
            default -> {
                // of no interest
            }
        }
    }

    /** Sets how large the page is and how the user likes it: such as {@code prefers-color-scheme: dark}. */
    public void look(int width, int height, String media, Map<String, String> features) {
        call(
                "Emulation.setDeviceMetricsOverride",
                JSON.createObjectNode()
                        .put("width", width)
                        .put("height", height)
                        .put("deviceScaleFactor", 1)
                        .put("mobile", false));
        ObjectNode emulated = JSON.createObjectNode().put("media", media);
        features.forEach((name, value) ->
                emulated.withArray("features").addObject().put("name", name).put("value", value));
        call("Emulation.setEmulatedMedia", emulated);
    }

    /** Forbids or allows scripts of the pages that are opened from now on. */
    public void scripts(boolean allowed) {
        call("Emulation.setScriptExecutionDisabled", JSON.createObjectNode().put("value", !allowed));
    }

    /** Opens a file, with the part of the address after {@code #}, and waits until it is there. */
    public void open(Path file, String hash) {
        // another page in between: a new hash alone would load nothing
        call("Page.navigate", JSON.createObjectNode().put("url", "about:blank"));
        await("location.href === 'about:blank'");
        requests.clear();
        call("Page.navigate", JSON.createObjectNode().put("url", file.toUri() + (hash.isEmpty() ? "" : "#" + hash)));
        await("location.href !== 'about:blank' && document.readyState === 'complete'");
    }

    /** Evaluates an expression. */
    public JsonNode eval(String expression) {
        JsonNode result = call(
                "Runtime.evaluate",
                JSON.createObjectNode()
                        .put("expression", expression)
                        .put("returnByValue", true)
                        .put("awaitPromise", true));
        if (result.has("exceptionDetails")) {
            throw new IllegalStateException(expression + ": " + result.path("exceptionDetails"));
        }
        return result.path("result").path("value");
    }

    public String text(String expression) {
        return eval(expression).asText();
    }

    /** Waits until an expression is true. */
    public void await(String condition) {
        long end = System.nanoTime() + 30_000_000_000L;
        while (!eval(condition).asBoolean()) {
            if (System.nanoTime() > end) {
                throw new IllegalStateException("never true: " + condition);
            }
        }
    }

    /** Presses a key: a sign, or a name such as {@code ArrowDown}. */
    public void press(String key) {
        press(key, 0);
    }

    /** Presses a key together with the one for control. */
    public void pressControl(String key) {
        press(key, 2);
    }

    private void press(String key, int modifiers) {
        ObjectNode down =
                JSON.createObjectNode().put("type", "keyDown").put("key", key).put("modifiers", modifiers);
        if (key.length() == 1) {
            down.put("text", key);
        } else {
            down.put("windowsVirtualKeyCode", KEY_CODES.get(key));
        }
        if (key.equals("Enter")) {
            down.put("text", "\r");
        }
        call("Input.dispatchKeyEvent", down);
        call("Input.dispatchKeyEvent", down.deepCopy().put("type", "keyUp"));
    }

    public void type(String text) {
        call("Input.insertText", JSON.createObjectNode().put("text", text));
    }

    /** Takes a picture of what is to be seen, or of the page from its top to its bottom. */
    public void picture(Path file, boolean whole) throws IOException {
        ObjectNode shot = JSON.createObjectNode().put("format", "png").put("captureBeyondViewport", whole);
        if (whole) {
            shot.putObject("clip")
                    .put("x", 0)
                    .put("y", 0)
                    .put("width", eval("document.documentElement.clientWidth").asInt())
                    .put("height", eval("document.documentElement.scrollHeight").asInt())
                    .put("scale", 1);
        }
        Files.createDirectories(file.toAbsolutePath().getParent());
        Files.write(
                file,
                Base64.getDecoder()
                        .decode(call("Page.captureScreenshot", shot)
                                .path("data")
                                .asText()));
    }

    /** Prints the page. */
    public void print(Path file) throws IOException {
        ObjectNode options = JSON.createObjectNode().put("printBackground", true);
        Files.write(
                file,
                Base64.getDecoder()
                        .decode(call("Page.printToPDF", options).path("data").asText()));
    }

    public void close() {
        call("Page.close", JSON.createObjectNode());
    }

    /** Sends a command of the protocol. */
    public JsonNode call(String method, ObjectNode parameters) {
        return browser.call(session, method, parameters);
    }
}
