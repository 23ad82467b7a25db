#!/bin/sh
# Installs the browsers that e2e/browser/** and e2e/runtimes/** drive, from Debian's packages.
# All there: ends at once. Root with apt-get: installs what is missing, and fails if it can't.
# Otherwise: one line says what is missing and that its tests will be skipped; with CI set that is a failure.
# usage: scripts/install-browsers.sh
set -u

look() {
  missing=''
  [ -x /usr/bin/chromium ] || missing="$missing chromium"
  [ -x /usr/bin/firefox-esr ] || missing="$missing firefox-esr"
}

install() {
  log=$(mktemp)
  export DEBIAN_FRONTEND=noninteractive
  # shellcheck disable=SC2086
  if apt-get install -qq -y --no-install-recommends $missing >"$log" 2>&1 ||
    { apt-get update -qq >"$log" 2>&1 && apt-get install -qq -y --no-install-recommends $missing >>"$log" 2>&1; }; then
    rm -f "$log"
    return 0
  fi
  tail -n 20 "$log" >&2
  rm -f "$log"
  return 1
}

look
[ -z "$missing" ] && exit 0

if [ "$(id -u)" = 0 ] && command -v apt-get >/dev/null 2>&1; then
  if ! install; then
    echo "install-browsers: apt-get could not install:$missing" >&2
    exit 1
  fi
  look
  [ -z "$missing" ] && exit 0
fi

echo "install-browsers: missing$missing (install as root: apt-get install$missing); their tests are skipped" >&2
case "${CI:-}" in
  '' | 0 | false) exit 0 ;;
  *) exit 1 ;;
esac
