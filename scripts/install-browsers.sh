#!/bin/sh
# Installs the browsers that e2e/browser/** and e2e/runtimes/** drive, from Debian's packages.
# All there: ends at once. Root with apt-get: installs what is missing, and fails if it can't.
# Otherwise: one line says what is missing and that its tests will be skipped; with CI set that is a failure.
# usage: scripts/install-browsers.sh
set -u

# program:package
BROWSERS='
/usr/bin/chromium:chromium
/usr/bin/firefox-esr:firefox-esr
/usr/bin/WebKitWebDriver:webkit2gtk-driver
/usr/bin/Xvfb:xvfb
'

# Playwright speaks more of WebDriver BiDi than the Firefox ESR before 153 knows
firefox_is_old() {
  major=$(/usr/bin/firefox-esr --version 2>/dev/null | sed 's/[^0-9]*\([0-9]*\).*/\1/')
  [ "${major:-0}" -le 140 ]
}

# sets packages: what is missing
look() {
  packages=''
  for browser in $BROWSERS; do
    package=${browser#*:}
    if [ ! -x "${browser%%:*}" ] || { [ "$package" = firefox-esr ] && firefox_is_old; }; then
      packages="$packages $package"
    fi
  done
}

# The lists first: those of an image may be older than the browsers that Playwright can drive.
install() {
  log=$(mktemp)
  export DEBIAN_FRONTEND=noninteractive
  apt-get update -qq >"$log" 2>&1
  # shellcheck disable=SC2086
  if apt-get install -qq -y --no-install-recommends $packages >>"$log" 2>&1; then
    rm -f "$log"
    return 0
  fi
  tail -n 20 "$log" >&2
  rm -f "$log"
  return 1
}

look
[ -z "$packages" ] && exit 0

if [ "$(id -u)" = 0 ] && command -v apt-get >/dev/null 2>&1; then
  if ! install; then
    echo "install-browsers: apt-get could not install:$packages" >&2
    exit 1
  fi
  look
  [ -z "$packages" ] && exit 0
fi

echo "install-browsers: missing or too old:$packages (install as root: apt-get install$packages); their tests are skipped" >&2
case "${CI:-}" in
  '' | 0 | false) exit 0 ;;
  *) exit 1 ;;
esac
