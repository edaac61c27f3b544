"""Trains, exports, quantises and evaluates the bundles."""

import os

# Since 1.29 onnxruntime sends telemetry on Linux and macOS unless this is set before its first session.
os.environ.setdefault("ORT_DISABLE_TELEMETRY", "1")
