"""How gunicorn serves the demonstration. (`scripts/demo.py` adds the address to listen on.)"""

import os
import signal
from typing import Any

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
    """Print where Mandate is, now that it answers."""
    port = server.address[0][1]
    print(f"\nMandate is at http://localhost:{port} (Ctrl-C stops it)", flush=True)
