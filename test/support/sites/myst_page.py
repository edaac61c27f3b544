# HTML and warnings of MyST-Parser through docutils: a page on standard input, JSON on standard output.
import json
import sys

from docutils.core import publish_parts
from myst_parser.parsers.docutils_ import Parser

reports = []


class Collector:
    def write(self, text):
        if text.strip():
            reports.append(text.strip())


parts = publish_parts(
    sys.stdin.read(),
    parser=Parser(),
    writer_name="html5",
    settings_overrides={
        "warning_stream": Collector(), "embed_stylesheet": False, "input_encoding": "unicode", "syntax_highlight": "none",
        "myst_enable_extensions": ["colon_fence", "deflist", "attrs_inline", "substitution", "dollarmath"],
        "myst_heading_anchors": 3, "doctitle_xform": False,
    },
)
print(json.dumps({"html": parts["body"], "reports": reports}))
