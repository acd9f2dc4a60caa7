# Sourced by run.sh and test.sh: brings what is missing on a fresh Debian 12 or Ubuntu machine, or says in one line what to install.
export DOTNET_CLI_TELEMETRY_OPTOUT=1 DOTNET_NOLOGO=1

say() { printf '%s\n' "$*" >&2; }

need() { # need COMMAND HOW-TO
  command -v "$1" >/dev/null 2>&1 || { say "Expected '$1' on PATH, but it is missing. $2"; exit 1; }
}

# packages FILE=PACKAGE …: installs the package of each file that is missing; a file may be a command or a path with wildcards.
packages() {
  local missing=() entry
  for entry in "$@"; do
    local what=${entry%%=*}
    command -v "$what" >/dev/null 2>&1 && continue
    compgen -G "$what" >/dev/null && continue
    missing+=("${entry#*=}")
  done
  [ ${#missing[@]} -eq 0 ] && return 0
  local apt=(apt-get)
  [ "$(id -u)" -eq 0 ] || { sudo -n true 2>/dev/null && apt=(sudo -n apt-get); }
  if command -v apt-get >/dev/null 2>&1 && { [ "$(id -u)" -eq 0 ] || [ "${apt[0]}" = sudo ]; }; then
    say "Installing ${missing[*]} …"
    DEBIAN_FRONTEND=noninteractive "${apt[@]}" update -qq >/dev/null 2>&1
    DEBIAN_FRONTEND=noninteractive "${apt[@]}" install -y -qq "${missing[@]}" >/dev/null 2>&1 && return 0
  fi
  say "Please install: ${missing[*]}  (sudo apt-get install ${missing[*]})"
  return 1
}

setup_run() {
  need dotnet "Install the .NET 10 SDK."
  need npm "Install Node.js 20 or later."
  packages '/usr/share/fonts/truetype/wqy/wqy-microhei.ttc=fonts-wqy-microhei' || say "Without the font contracts cannot be written: e-sign steps will raise incidents."
}

setup_test() {
  setup_run
  packages chromium=chromium '/usr/lib/postgresql/*/bin/initdb=postgresql' pdftotext=poppler-utils tesseract=tesseract-ocr || say "Tests that need what is missing are skipped with that reason."
}
