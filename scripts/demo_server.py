"""How gunicorn serves the demonstration. (`scripts/demo.py` adds the address to listen on.)"""

from typing import Any

workers = 2
threads = 2
preload_app = True
graceful_timeout = 10
loglevel = "warning"
control_socket_disable = True


def when_ready(server: Any) -> None:
    """Say where it is, now that it answers."""
    port = server.address[0][1]
    print(f"\nMandate is at http://localhost:{port} (Ctrl-C stops it)", flush=True)
