import assert from 'node:assert/strict';
import fc from 'fast-check';
import { SaxesParser } from 'saxes';
import { readTmx, TmxError, writeTmx } from '../../../../src/engine/documents/memory/tmx';

/** As OmegaT writes its memories: attributes of the header in its order, a DOCTYPE, level 2 tags, regions. */
const omegat = `<?xml version="1.0" encoding="UTF-8"?>
<!DOCTYPE tmx SYSTEM "tmx14.dtd">
<tmx version="1.4">
  <header creationtool="OmegaT" o-tmf="OmegaT TMX" adminlang="EN-US" datatype="plaintext" creationtoolversion="6.0.0_0_hash" segtype="sentence" srclang="EN-US"/>
  <body>
<!-- Default translations -->
    <tu>
      <tuv xml:lang="EN-US">
        <seg>Press <bpt i="0" x="0">&lt;b&gt;</bpt>OK<ept i="0">&lt;/b&gt;</ept> and see<ph x="1">&lt;br/&gt;</ph>.</seg>
      </tuv>
      <tuv xml:lang="KO-KR" changeid="Kim" changedate="20240131T094500Z" creationid="Kim" creationdate="20240131T094500Z">
        <seg><bpt i="0" x="0">&lt;b&gt;</bpt>확인<ept i="0">&lt;/b&gt;</ept>을 누르고 보세요<ph x="1">&lt;br/&gt;</ph>.</seg>
      </tuv>
    </tu>
    <tu>
      <note>Only one language</note>
      <prop type="id">7</prop>
      <tuv xml:lang="EN-US"><seg>Alone.</seg></tuv>
    </tu>
  </body>
</tmx>
`;

const tmx = (body: string, header = '<header srclang="en"/>') =>
  `<?xml version="1.0"?>\n<tmx version="1.4">${header}<body>${body}</body></tmx>`;
const unit = (...variants: [string, string][]) =>
  `<tu>${variants.map(([language, text]) => `<tuv xml:lang="${language}"><seg>${text}</seg></tuv>`).join('')}</tu>`;

suite('TMX', () => {
  test('as a CAT tool writes it: regions, tags as their text, units of one language left out', () => {
    assert.deepEqual(readTmx(omegat), {
      pairs: [{ en: 'Press <b>OK</b> and see<br/>.', ko: '<b>확인</b>을 누르고 보세요<br/>.' }],
      others: 1,
    });
  });

  test('the order does not matter; the language’s own variant comes before a region, the file’s region before others', () => {
    const read = (body: string, header?: string) => readTmx(tmx(body, header)).pairs;
    assert.deepEqual(read(unit(['ko', '가'], ['fr', 'x'], ['en', 'a'])), [{ en: 'a', ko: '가' }]);
    assert.deepEqual(read(unit(['en-GB', 'b'], ['en', 'a'], ['ko-KR', '가'])), [{ en: 'a', ko: '가' }]);
    const american = '<header srclang="en-US"/>';
    assert.deepEqual(read(unit(['en-GB', 'b'], ['en-us', 'a'], ['KO', '가']), american), [{ en: 'a', ko: '가' }]);
    const all = '<header srclang="*all*"/>';
    assert.deepEqual(read(unit(['en_GB', 'b'], ['ko_KR', '가']), all), [{ en: 'b', ko: '가' }]);
    const old = '<tu><tuv lang="EN"><seg>1.10</seg></tuv><tuv lang="KO"><seg>1.10판</seg></tuv></tu>';
    assert.deepEqual(read(old), [{ en: '1.10', ko: '1.10판' }]);
  });

  test('inline elements of every kind give their text in order, CDATA and entities too', () => {
    const seg =
      'a <hi type="x">b</hi> <it pos="begin">[</it><ut>]</ut> <ph>p<sub>s</sub></ph> &#x41;&amp;<![CDATA[<c>]]>';
    assert.equal(readTmx(tmx(unit(['en', seg], ['ko', '가']))).pairs[0]!.en, 'a b [] ps A&<c>');
  });

  test('what is no TMX is refused with its line', () => {
    const message = (text: string) => {
      try {
        readTmx(text);
      } catch (error) {
        assert.ok(error instanceof TmxError);
        return error.message;
      }
      return 'read';
    };
    assert.match(message('<xliff/>'), /^line 1: <xliff> begins no TMX$/);
    assert.match(message(`<tmx>\n<body>\n<tu></body></tmx>`), /^line 3: /);
    assert.match(message('no xml'), /^line 1: /);
    assert.match(message(''), /^line 1: /);
    assert.match(message('<tmx>\n&unknown;</tmx>'), /^line 2: /);
    assert.match(message('<!DOCTYPE tmx [<!ENTITY a SYSTEM "file:///etc/hostname">]>\n<tmx>&a;</tmx>'), /^line 2: /);
  });

  test('whatever is written is well-formed XML and comes back', () => {
    const text = fc.string({ unit: 'binary', minLength: 1 }).map((each) => `a${each}`);
    fc.assert(
      fc.property(fc.array(fc.record({ en: text, ko: text, origin: text })), (units) => {
        const written = writeTmx(units, '1.0 "x"');
        new SaxesParser().write(written).close();
        const said = (one: string) =>
          one
            .replace(/[^\t\n\r\u0020-\ud7ff\ue000-\ufffd\u{10000}-\u{10ffff}]/gu, ' ')
            .replace(/\s+/g, ' ')
            .trim();
        assert.deepEqual(
          readTmx(written).pairs,
          units.map(({ en, ko }) => ({ en: said(en), ko: said(ko) })),
        );
      }),
    );
  });
});
