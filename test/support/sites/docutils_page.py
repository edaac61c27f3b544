# HTML and reports of docutils for a page on standard input. Directives and roles that only Sphinx has are made known as far
# as a page's structure goes: a box holds its content, a role is a literal.
import json
import re
import sys

from docutils import nodes
from docutils.core import publish_parts
from docutils.parsers.rst import Directive, directives, roles
from docutils.utils import Reporter


class Box(Directive):
    has_content = True
    optional_arguments = 1
    final_argument_whitespace = True
    option_spec = None

    def run(self):
        box = nodes.container(classes=[self.name.replace(":", "-")])
        if self.arguments and self.name in ("versionadded", "versionchanged", "deprecated"):
            version, _, text = self.arguments[0].partition("\n")
            box += nodes.literal(text=version)
            if text:
                box += nodes.paragraph(text, text)
        elif self.arguments:
            box += nodes.literal(text=self.arguments[0])
        self.state.nested_parse(self.content, self.content_offset, box)
        return [box]


for name in ("function", "class", "method", "seealso", "versionadded", "versionchanged", "deprecated", "todo"):
    directives.register_directive(name, Box)


def role(name, rawtext, text, lineno, inliner, options=None, content=None):
    target = text.rpartition("<")[2] if text.endswith(">") else text
    return [nodes.literal(rawtext, "", nodes.inline(text=text), classes=[name], ids=[]), nodes.comment(text=target)], []


for name in ("ref", "mod", "func", "class", "doc", "term", "guilabel", "menuselection", "kbd", "meth", "file", "option"):
    roles.register_local_role(name, role)

reports = []


class Collector:
    def write(self, text):
        if text.strip():
            reports.append(text.strip())


parts = publish_parts(
    sys.stdin.read(),
    writer_name="html5",
    settings_overrides={"warning_stream": Collector(), "report_level": 1, "embed_stylesheet": False, "input_encoding": "unicode", "syntax_highlight": "none", "initial_header_level": 1, "doctitle_xform": False},
)
# A note (of level 1, which readers never see) that a title has the words of its own label; every link still leads there.
same_words = re.compile(r'<aside class="system-message">(?:(?!</aside>).)*Duplicate implicit target name(?:(?!</aside>).)*</aside>\n?', re.S)
reports = [report for report in reports if "INFO/1" not in report or "Duplicate implicit target name" not in report]
print(json.dumps({"html": same_words.sub("", parts["body"]), "reports": reports}))
