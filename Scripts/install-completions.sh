#!/bin/sh
# Puts the completions of the installed program where bash, zsh and fish look for them.
#
#   install-completions.sh PREFIX
set -eu

prefix=$1

# Arguments: shell, folder below share/, file name.
install_for() {
  install -d "$prefix/share/$2"
  "$prefix/bin/allclear" --generate-completion-script "$1" >"$prefix/share/$2/$3"
  chmod 644 "$prefix/share/$2/$3"
}

install_for bash bash-completion/completions allclear
install_for zsh zsh/site-functions _allclear
install_for fish fish/vendor_completions.d allclear.fish
