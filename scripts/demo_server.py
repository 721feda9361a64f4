"""How gunicorn serves the demonstration. (`scripts/demo.py` adds the address to listen on.)"""

import os
import signal
import subprocess
import sys
from pathlib import Path
from typing import Any

ROOT = Path(__file__).resolve().parent.parent

workers = 2
threads = 2
preload_app = True
graceful_timeout = 3
loglevel = "warning"
control_socket_disable = True


def post_worker_init(worker: Any) -> None:
    """Leave a Ctrl-C, which reaches every process, to the first process, which ends the workers."""
    signal.signal(signal.SIGINT, signal.SIG_IGN)


def worker_int(worker: Any) -> None:
    """End at once: a browser's idle connection would hold a thread for some seconds more."""
    os._exit(0)


def when_ready(server: Any) -> None:
    """Start the worker, which makes long papers, and print where Mandate is."""
    command = [sys.executable, "manage.py", "run_worker", "--until-parent-ends"]
    subprocess.Popen(command, cwd=ROOT)
    port = server.address[0][1]
    print(f"\nMandate is at http://localhost:{port} (Ctrl-C stops it)", flush=True)
