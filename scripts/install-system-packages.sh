#!/bin/sh
# The Debian packages that some tests need (independent verifiers, a token, a browser…). Only this script names them.
# As root on Debian it installs what is missing; elsewhere it names exactly what is missing and changes nothing.
set -eu

# program:package
programs="openssl:openssl xmlsec1:xmlsec1 xmllint:libxml2-utils softhsm2-util:softhsm2 pkcs11-tool:opensc \
cc:gcc qpdf:qpdf gs:ghostscript java:default-jre-headless chromium:chromium zsh:zsh bash:bash script:bsdutils dmtxread:dmtx-utils pcscd:pcscd \
pcsc_scan:pcsc-tools unshare:util-linux ip:iproute2 curl:curl rsyslogd:rsyslog soffice:libreoffice-calc-nogui python3:python3 mkfifo:coreutils"
# file or pattern:package
files="/usr/lib/pcsc/drivers/serial/libifdvpcd.so:vsmartcard-vpcd /usr/share/pcsc/smartcard_list.txt:pcsc-tools \
/usr/share/java/Saxon-HE.jar:libsaxonhe-java /usr/include/stdio.h:libc6-dev \
/usr/lib/*/engines-3/pkcs11.so:libengine-pkcs11-openssl /usr/lib/*/opensc-pkcs11.so:opensc-pkcs11 \
/usr/lib/*/rsyslog/lmnsd_ossl.so:rsyslog-openssl /usr/lib/*/rsyslog/lmnsd_gtls.so:rsyslog-gnutls \
/usr/lib/postgresql/*/bin/initdb:postgresql"

missing=""
for pair in $programs; do
  command -v "${pair%%:*}" >/dev/null 2>&1 || missing="$missing ${pair#*:}"
done
set -f
for pair in $files; do
  set +f
  found=""
  for file in ${pair%%:*}; do
    [ -e "$file" ] && found=yes
  done
  [ -n "$found" ] || missing="$missing ${pair#*:}"
  set -f
done
set +f

if [ -z "$missing" ]; then
  echo "system packages: all present"
  exit 0
fi
if [ "$(id -u)" != 0 ] || ! command -v apt-get >/dev/null 2>&1; then
  echo "system packages missing (tests that need them will be skipped and named):$missing" >&2
  echo "install them with: apt-get install -y --no-install-recommends$missing" >&2
  exit 0
fi
echo "installing:$missing"
export DEBIAN_FRONTEND=noninteractive
apt-get update -qq >/dev/null 2>&1 || echo "apt-get update failed; trying with the lists at hand" >&2
# shellcheck disable=SC2086
if ! apt-get install -y -qq --no-install-recommends $missing >/dev/null 2>&1; then
  echo "some packages could not be installed together; trying one by one" >&2
  for package in $missing; do
    apt-get install -y -qq --no-install-recommends "$package" >/dev/null 2>&1 ||
      echo "not installed: $package (tests that need it will be skipped and named)" >&2
  done
fi
