#!/bin/sh
# Installs the real servers that e2e/servers/** drives, from Debian's packages.
# All there: ends at once. Root with apt-get: installs what is missing, and fails if it can't.
# Otherwise: one line says what is missing and which suites will be skipped; with CI set that is a failure.
# usage: scripts/install-servers.sh
set -u

# program:package:suites, the suites without which the program is not needed
SERVERS='
squid:squid:proxies
/usr/lib/squid/basic_ncsa_auth:squid:proxies
htpasswd:apache2-utils:proxies,apache
tinyproxy:tinyproxy:proxies
microsocks:microsocks:proxies
danted:dante-server:proxies
nginx:nginx:nginx,tls,adapters
/usr/lib/nginx/modules/ngx_http_brotli_filter_module.so:libnginx-mod-http-brotli-filter:nginx
apache2:apache2:apache
/usr/bin/gunicorn:gunicorn:httpbin
/usr/lib/python3/dist-packages/httpbin/core.py:python3-httpbin:httpbin
openssl:openssl:tls,adapters,proxies
'

# servers live in /usr/sbin, which is not on every user's PATH
PATH="$PATH:/usr/sbin:/sbin"

there() {
  case "$1" in
    /*) [ -e "$1" ] ;;
    *) command -v "$1" >/dev/null 2>&1 ;;
  esac
}

# sets packages and suites: what is missing, and what that stops
look() {
  packages='' suites=''
  for server in $SERVERS; do
    program=${server%%:*}
    rest=${server#*:}
    there "$program" && continue
    packages="$packages ${rest%%:*}"
    suites="$suites,${rest#*:}"
  done
  packages=$(echo "$packages" | tr ' ' '\n' | sort -u | xargs)
  suites=$(echo "$suites" | tr ',' '\n' | sort -u | xargs)
}

install() {
  log=$(mktemp)
  export DEBIAN_FRONTEND=noninteractive
  # the lists may be there already: look for newer ones only if the install fails without
  # shellcheck disable=SC2086
  if apt-get install -qq -y --no-install-recommends $packages >"$log" 2>&1 ||
    { apt-get update -qq >"$log" 2>&1 && apt-get install -qq -y --no-install-recommends $packages >>"$log" 2>&1; }; then
    rm -f "$log"
    return 0
  fi
  tail -n 20 "$log" >&2
  rm -f "$log"
  return 1
}

look
[ -z "$packages" ] && exit 0

if [ "$(id -u)" = 0 ] && there apt-get; then
  if ! install; then
    echo "install-servers: apt-get could not install: $packages" >&2
    exit 1
  fi
  look
  [ -z "$packages" ] && exit 0
fi

echo "install-servers: missing $packages (install as root: apt-get install $packages); e2e/servers suites skipped: $suites" >&2
case "${CI:-}" in
  '' | 0 | false) exit 0 ;;
  *) exit 1 ;;
esac
