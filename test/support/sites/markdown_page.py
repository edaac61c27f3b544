# HTML of Python-Markdown as Material for MkDocs configures it: a page on standard input, JSON on standard output.
import json
import re
import sys

import markdown

extensions = [
    "abbr", "admonition", "attr_list", "def_list", "footnotes", "md_in_html", "tables", "toc",
    "pymdownx.details", "pymdownx.superfences", "pymdownx.tabbed", "pymdownx.mark", "pymdownx.caret", "pymdownx.tilde",
    "pymdownx.keys", "pymdownx.tasklist", "pymdownx.betterem", "pymdownx.magiclink",
]
page = re.sub(r"\A---\n.*?\n---\n", "", sys.stdin.read(), flags=re.S)
html = markdown.markdown(page, extensions=extensions, extension_configs={"pymdownx.tabbed": {"alternate_style": True}})
print(json.dumps({"html": html, "reports": []}))
