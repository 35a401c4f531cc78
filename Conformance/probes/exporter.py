"""statuspage-prometheus-exporter: one round of its monitoring, then the gauges that it would serve.

As a daemon it listens on all interfaces; the same functions are called here without the listener.
It reads `services.json` and keeps its cache in the current folder.
"""

import sys

from prometheus_client import generate_latest
from statuspage_prometheus_exporter.service_monitor import monitor_services

monitor_services(is_initial_run=True)
sys.stdout.buffer.write(generate_latest())
