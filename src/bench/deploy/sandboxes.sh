# Sourced by the benches after kit.sh: sandboxes_start CLUSTERS LATENCY_MS runs sandboxes beside the build, with their kubeconfigs in
# $work/kubeconfigs, and sandboxes_asked tells how many requests they have served.
sandboxes_start() {
  mkdir -p "$work/classes" "$work/kubeconfigs"
  local classpath=$work/classes:$checkout/kit-maven-plugin/target/classes
  classpath+=:$(find -L "$users/com/fasterxml/jackson" "$users/com/google/re2j" "$users/org/snakeyaml" "$users/org/jspecify" -name '*.jar' | paste -sd:)
  javac -d "$work/classes" -cp "$classpath" "$bench/Sandboxes.java"
  coproc SANDBOXES { exec java "-Xmx${BENCH_SANDBOX_HEAP:-12g}" -XX:+UseParallelGC -cp "$classpath" Sandboxes "$work/kubeconfigs" "$1" "$2" 2>"$work/sandboxes.log"; }
  local line; read -r line <&"${SANDBOXES[0]}" || { cat "$work/sandboxes.log"; exit 1; }
}
sandboxes_asked() { local n; echo >&"${SANDBOXES[1]}"; read -r n <&"${SANDBOXES[0]}"; echo "$n"; }
sandboxes_cpu() { awk -v t="$(getconf CLK_TCK)" '{print ($14 + $15) / t}' "/proc/$SANDBOXES_PID/stat"; }
sandboxes_stop() { [[ -z ${SANDBOXES_PID:-} ]] || { kill "$SANDBOXES_PID"; wait "$SANDBOXES_PID"; } 2>/dev/null || true; }
