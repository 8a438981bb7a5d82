# Sourced by the benches: builds kit from this checkout, unless KIT_BUILT=true, in which case KIT_JAR may name its jar, and lets Maven take it from a repository of the
# bench's own, whose other parts are links to the user's. Nothing is installed for anyone else. $work is the bench's folder.
bench=$(cd "$(dirname "${BASH_SOURCE[0]}")" && pwd)
checkout=$(cd "$bench/../../.." && pwd)
version=1.0.0-SNAPSHOT
[[ ${KIT_BUILT:-} == true ]] ||
  (cd "$checkout" && mvn -o -q -B -ntp -pl kit-maven-plugin package -DskipTests >"$work/build.log" 2>&1) || { cat "$work/build.log"; exit 1; }
users=${KIT_LOCAL_REPOSITORY:-$HOME/.m2/repository}
mkdir -p "$work/m2/io/github/kitmaven/"{kit-parent,kit-maven-plugin}"/$version"
for part in "$users" "$users/io" "$users/io/github"; do # all but kit's own
  to=$work/m2${part#"$users"}
  for entry in "$part"/*; do [[ -e $to/$(basename "$entry") ]] || ln -s "$entry" "$to/"; done
done
cp "$checkout/pom.xml" "$work/m2/io/github/kitmaven/kit-parent/$version/kit-parent-$version.pom"
cp "$checkout/kit-maven-plugin/pom.xml" "$work/m2/io/github/kitmaven/kit-maven-plugin/$version/kit-maven-plugin-$version.pom"
cp "${KIT_JAR:-$checkout/kit-maven-plugin/target/kit-maven-plugin-$version.jar}" "$work/m2/io/github/kitmaven/kit-maven-plugin/$version/kit-maven-plugin-$version.jar"
deploy=io.github.kitmaven:kit-maven-plugin:$version:deploy

kit_deploy() { # REPO ARGUMENT...: the whole command, as a user gives it
  (cd "$1" && shift && mvn -B -ntp -q -o -Dmaven.repo.local="$work/m2" ${MAVEN_ARGS_BENCH:-} "$deploy" "$@")
}
clock() { # NAME COMMAND...: notes seconds by the clock, and the processors' seconds for the program and for the kernel, under the name
  local name=$1; shift; local TIMEFORMAT='%R %U %S'
  { time "$@" >"$work/log" 2>&1; } 2>>"$work/$name" || { tail -20 "$work/log"; exit 1; }
}
middle() { sort -n | awk '{v[NR] = $1} END {print v[int((NR + 1) / 2)]}'; }
wall() { awk '{print $1}' "$work/$1" | middle; }
cpu() { awk '{print $2 + $3}' "$work/$1" | middle; }
load() { cut -d' ' -f1 /proc/loadavg; }
machine() {
  echo "$(nproc) processors, $(java -version 2>&1 | head -1), $(mvn -v 2>/dev/null | sed -n 's/.*Apache \(Maven [0-9.]*\).*/\1/p'), $(date -u +%F), commit $(git -C "$checkout" rev-parse --short HEAD)"
}
