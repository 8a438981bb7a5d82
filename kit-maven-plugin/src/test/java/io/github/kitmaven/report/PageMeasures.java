package io.github.kitmaven.report;

import io.github.kitmaven.testing.Chromium;
import io.github.kitmaven.testing.ChromiumPage;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;

/** Measures how long the page of a large fleet takes to be written, opened and scrolled: see src/bench/report. */
public final class PageMeasures {
    private static final int ROUNDS = 7;
    /** Milliseconds from the request to the end of the first frame, and of the longest frame of a scroll from end to end. */
    private static final String OPENED = "new Promise(done => requestAnimationFrame(() => setTimeout(() =>"
            + " done(Math.round(performance.now())))))";

    private static final String SCROLLED = """
            new Promise(done => {
              const box = document.getElementById('scroller');
              box.scrollIntoView();
              const frames = [];
              let last = performance.now();
              const step = () => {
                const now = performance.now();
                frames.push(now - last);
                last = now;
                if (frames.length > 60) {
                  frames.sort((a, b) => a - b);
                  done(`${Math.round(frames[30])} ${Math.round(frames[57])}`);
                } else {
                  box.scrollTop += box.scrollHeight / 60;
                  box.scrollLeft += box.scrollWidth / 60;
                  requestAnimationFrame(step);
                }
              };
              requestAnimationFrame(step);
            })""";

    private PageMeasures() {}

    public static void main(String[] arguments) throws IOException, InterruptedException {
        Path folder = Files.createTempDirectory("kit-measures");
        try (Chromium browser = Chromium.start(folder)) {
            for (int[] size : new int[][] {{12, 11}, {100, 50}, {100, 300}}) {
                Path file = Fleets.large(folder.resolve("index.html"), size[0], size[1]);
                List<Integer> opened = new ArrayList<>();
                List<String> frames = new ArrayList<>();
                int cells = 0;
                for (int i = 0; i < ROUNDS; i++) {
                    ChromiumPage page = browser.page();
                    page.look(1400, 1000, "screen", Map.of());
                    page.open(file, "");
                    opened.add(page.eval(OPENED).asInt());
                    cells = page.eval("document.querySelectorAll('*').length").asInt();
                    frames.add(page.text(SCROLLED));
                    page.close();
                }
                Collections.sort(opened);
                System.out.printf(
                        "%d x %d: %d kB, opened in %s ms, %d elements then, frames (median, 95 %%) %s ms%n",
                        size[0], size[1], Files.size(file) / 1024, opened, cells, frames);
            }
        }
    }
}
