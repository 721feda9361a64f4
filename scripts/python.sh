#!/bin/sh
# Runs one of our scripts with the machine's own Python, before there is a .venv:
#     sh scripts/python.sh scripts/demo.py
# PYTHON=/usr/bin/python3.12 names another one. Says in one sentence what is wrong with it.
set -eu

python=${PYTHON:-}
if [ -z "$python" ]; then
    for name in python3 python3.13 python3.12 python3.11; do
        if "$name" -c 'import sys; sys.exit(sys.version_info < (3, 11))' 2>/dev/null; then
            python=$name
            break
        fi
    done
fi
if [ -z "$python" ]; then
    found=$(python3 --version 2>/dev/null || echo "no Python 3")
    echo "Mandate needs Python 3.11 or newer, and this machine has $found." >&2
    exit 1
fi
if ! "$python" -c 'import sys; sys.exit(sys.version_info < (3, 11))' 2>/dev/null; then
    echo "Mandate needs Python 3.11 or newer, and $python is not." >&2
    exit 1
fi
exec "$python" "$@"
