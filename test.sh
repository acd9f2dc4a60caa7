#!/usr/bin/env bash
# ./test.sh           runs every test and prints one closing line: N passed, N failed, N skipped
# ./test.sh --fast    only those that need neither a browser nor PostgreSQL
# ./test.sh --faults  only what can go wrong with hosts, database, disk, clock and outside world, all of it, in an hour or two
set -uo pipefail
here=$(cd "$(dirname "${BASH_SOURCE[0]}")" && pwd)
cd "$here"
. "$here/.ci/setup.sh"

filter=() projects=tests/*/*.csproj
export LENDFLOW_FAULT_TABLE="${LENDFLOW_FAULT_TABLE:-$(mktemp)}" LENDFLOW_SECOND_TRIES="${LENDFLOW_SECOND_TRIES:-$(mktemp)}"
if [ "${1:-}" = --faults ]; then
  setup_test
  packages '/usr/lib/*/faketime/libfaketimeMT.so.1=faketime' || say "The fault of a clock that is stepped is not tried."
  export LENDFLOW_FAULTS=full
  filter=(--filter 'FullyQualifiedName~FaultTests') projects=tests/Host.Tests/*.csproj
elif [ "${1:-}" = --fast ]; then
  setup_run
  filter=(--filter 'Category!=PostgreSQL&Category!=Browser&Category!=Processes')
else
  setup_test
fi

results=$(mktemp -d)
trap 'rm -rf "$results"' EXIT
dotnet build Workflow.sln -c Release -v quiet --nologo || { echo "0 passed, 1 failed, 0 skipped"; exit 1; }

run() {
  dotnet test "$1" -c Release --no-build --nologo -v quiet "${filter[@]}" \
    --logger "console;verbosity=minimal" --logger "trx;LogFilePrefix=$(basename "$1" .csproj)" --results-directory "$results" || touch "$results/failed"
}

# Those of the host wait for browsers and other processes most of the time; the others are done meanwhile.
for project in $projects; do [[ $project == */Host.Tests/* ]] || run "$project"; done >"$results/others" 2>&1 &
run tests/Host.Tests/*.csproj
wait
cat "$results/others"

if [ -s "$LENDFLOW_FAULT_TABLE" ]; then
  printf '%-50s%6s%6s%9s%7s%16s\n' fault tries lost doubled stuck 'recovery, s'
  cat "$LENDFLOW_FAULT_TABLE"
fi
if [ -s "$LENDFLOW_SECOND_TRIES" ]; then
  echo "Tried a second time, on a fresh host, because the first try failed:"
  cat "$LENDFLOW_SECOND_TRIES"
fi

# The counters of every project's result file, added up.
counters=$(grep -ho '<Counters [^>]*>' "$results"/*.trx 2>/dev/null)
sum() { printf '%s\n' "$counters" | grep -o " $1=\"[0-9]*\"" | grep -o '[0-9]*' | awk "{n += \$1} END {print n + 0}"; }
total=$(sum total) passed=$(sum passed) executed=$(sum executed)
broken=$((executed - passed))
[ -e "$results/failed" ] && [ "$broken" -eq 0 ] && broken=1
echo "$passed passed, $broken failed, $((total - executed)) skipped"
[ "$broken" -eq 0 ]
