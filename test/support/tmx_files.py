# translate-toolkit's reader and writer of TMX, for the tests: `write` makes a file of the pairs on standard input, `read` gives the
# pairs of the file there.
import json
import sys

from translate.storage.tmx import tmxfile

if sys.argv[1] == "write":
    store = tmxfile()
    for source, target in json.loads(sys.stdin.buffer.read().decode("utf-8")):
        store.addtranslation(source, "en", target, "ko")
    sys.stdout.buffer.write(bytes(store))
else:
    store = tmxfile.parsestring(sys.stdin.buffer.read())
    json.dump([[unit.source, unit.target] for unit in store.units], sys.stdout)
