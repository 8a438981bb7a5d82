# Sourced by the benches of reports after kit.sh: receiver_start takes webhooks until the bench ends; $all asks for every report, and $work/backup
# is where the backup goes.
receiver_start() {
  java -XX:TieredStopAtLevel=1 -Dsun.net.httpserver.nodelay=true "$(dirname "$0")/Receiver.java" "$work/port" & receiver=$!
  until [[ -s $work/port ]]; do kill -0 "$receiver"; read -r -t 0.1 <> <(:) || true; done
  local hooks; hooks=http://127.0.0.1:$(cat "$work/port")
  all=(-Dkit.reports=html,junit,markdown -Dkit.backup="$work/backup" -Dkit.webhooks="$hooks/a,$hooks/b" -Dkit.webhooks.format=cloudevents)
}
receiver_stop() { kill "${receiver:-}" 2>/dev/null || true; }
table() { # prints the medians of first-without, first-with, again-without and again-with
  echo "| | no report | all reports | more |"
  echo "|---|---|---|---|"
  local run
  for run in first again; do
    awk -v run="$run" -v none="$(wall "$run-without")" -v all="$(wall "$run-with")" -v c0="$(cpu "$run-without")" -v c1="$(cpu "$run-with")" 'BEGIN {
      printf "| %s | %.2f s, processors %.2f s | %.2f s, processors %.2f s | **%.1f %%**, processors %.1f %% |\n",
        run == "first" ? "first deploy" : "again, nothing changed", none, c0, all, c1, (all / none - 1) * 100, (c1 / c0 - 1) * 100}'
  done
}
