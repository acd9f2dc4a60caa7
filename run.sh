#!/usr/bin/env bash
# ./run.sh            builds and serves on http://127.0.0.1:5080, data in ./data
# ./run.sh VERB …     runs a verb of the same program: demo, run, lint, import, export, train, bench … (each with --help)
# ./run.sh bench engine   is a program of its own, tests/Benchmarks, so that the product does not carry its measuring tools
set -euo pipefail
here=$(cd "$(dirname "${BASH_SOURCE[0]}")" && pwd)
. "$here/.ci/setup.sh"
setup_run

project="$here/src/Host" assembly=Lendflow.Host
[ "${1:-} ${2:-}" = "bench engine" ] && project="$here/tests/Benchmarks" assembly=Lendflow.Benchmarks
program="$project/bin/Release/net10.0/$assembly.dll"
log=$(mktemp)
trap 'rm -f "$log"' EXIT
if ! dotnet build "$project" -c Release -v quiet --nologo >"$log" 2>&1; then
  cat "$log" >&2
  say "Expected the program to build, but it did not (see above)."
  exit 1
fi
rm -f "$log"
trap - EXIT

export ASPNETCORE_CONTENTROOT="$here/src/Host" ASPNETCORE_ENVIRONMENT="${ASPNETCORE_ENVIRONMENT:-Development}"
exec dotnet "$program" "$@"
