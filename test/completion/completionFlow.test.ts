import assert from 'node:assert/strict';
import { setImmediate as turn } from 'node:timers/promises';
import fc from 'fast-check';
import { CompletionFlow, type FlowRequest, type FlowSettings } from '../../src/completion/completionFlow';
import { excludeMatcher } from '../../src/completion/eligibility';
import { commandLineSettings } from '../../src/completion/flowSettings';
import { excludedByDefault } from '../../src/host/settings';
import type { Outcome } from '../../src/shared/completionOutcome';
import { CancellationSource, neverCancelled } from '../../src/util/async';
import { splitAtCursor } from '../support/cursorMark';
import { FakeCompletionEngine } from '../support/fakeCompletionEngine';

const settings = commandLineSettings();

function requestAt(marked: string, more: Partial<FlowRequest> = {}): FlowRequest {
  const identity = { scheme: 'file', path: '/a.md', languageId: 'markdown', explicit: false };
  return { ...identity, ...splitAtCursor(marked), ...more };
}

/** Goes on with `story` wherever the prompt is a beginning of it, up to and including the next full stop. */
function storyteller(story: string): FakeCompletionEngine {
  return new FakeCompletionEngine(({ prefix }) => {
    if (!story.startsWith(prefix)) return [''];
    return [/^[^.]*\.?/.exec(story.slice(prefix.length))![0]];
  });
}

interface Setup {
  engine: FakeCompletionEngine;
  flow: CompletionFlow;
  /** What the flow waited for (ms). */
  delays: number[];
  suggest(marked: string, more?: Partial<FlowRequest>, changed?: Partial<FlowSettings>): Promise<Outcome>;
}

function setUp(engine: FakeCompletionEngine, prepareAhead = false): Setup {
  const delays: number[] = [];
  const delay = async (ms: number) => {
    delays.push(ms);
    await turn();
  };
  const flow = new CompletionFlow(engine, { prepareAhead, delay });
  const suggest: Setup['suggest'] = (marked, more, changed) =>
    flow.suggest(requestAt(marked, more), { ...settings, ...changed }, neverCancelled);
  return { engine, flow, delays, suggest };
}

const always = (...texts: string[]) => new FakeCompletionEngine(() => texts);
const texts = (suggested: Outcome) => (suggested.kind === 'some' ? suggested.texts : []);
const reason = (suggested: Outcome) => (suggested.kind === 'none' ? suggested.reason : undefined);

async function settle(): Promise<void> {
  for (let i = 0; i < 5; i++) await turn();
}

suite('CompletionFlow', () => {
  test('suggests what the engine says, trimmed to its place', async () => {
    const { suggest, engine } = setUp(always(' sat.'));
    assert.deepEqual(await suggest('The cat|.'), { kind: 'some', texts: [' sat'], source: 'engine' });
    const { prefix, suffix, alternatives, raw } = engine.asked[0]!;
    assert.deepEqual(
      { prefix, suffix, alternatives, raw },
      { prefix: 'The cat', suffix: '.', alternatives: 1, raw: false },
    );
  });

  test('passes the settings on to the engine', async () => {
    const { suggest, engine } = setUp(always(' sat'));
    await suggest('The cat|', {}, { stopAt: 'word', caution: 0.7, maxTokens: 3 });
    const { stopAt, caution, maxTokens } = engine.asked[0]!;
    assert.deepEqual({ stopAt, caution, maxTokens }, { stopAt: 'word', caution: 0.7, maxTokens: 3 });
  });

  test('asks the engine nothing while the suggestion is typed', async () => {
    const story = 'The cat sat on the mat.';
    const { suggest, engine } = setUp(storyteller(story));
    for (let at = 3; at < story.length; at++) {
      assert.deepEqual(texts(await suggest(`${story.slice(0, at)}|`)), [story.slice(at)]);
    }
    assert.equal(engine.asked.length, 1);
  });

  test('shows the earlier suggestion after deleting back', async () => {
    const { suggest, engine } = setUp(storyteller('The cat sat.'));
    await suggest('The|');
    assert.equal(reason(await suggest('The d|')), 'nothing');
    assert.deepEqual(texts(await suggest('The |')), ['cat sat.']);
    assert.equal(reason(await suggest('The d|')), 'nothing');
    assert.equal(engine.asked.length, 2);
  });

  test('asks for alternatives on an explicit trigger, and keeps them', async () => {
    const { suggest, engine } = setUp(always(' sat', ' ran', ' sat', ''));
    assert.deepEqual(texts(await suggest('The cat|', { explicit: true })), [' sat', ' ran']);
    assert.equal(engine.asked[0]!.alternatives, 4);
    await suggest('The cat|', { explicit: true });
    assert.deepEqual(texts(await suggest('The cat r|')), ['an']);
    assert.equal(engine.asked.length, 1);
  });

  test('shows nothing that is typed sooner than accepted, unless it is asked', async () => {
    const { suggest } = setUp(always('s'));
    assert.equal(reason(await suggest('The cat|')), 'nothing');
    assert.deepEqual(texts(await suggest('The cat|', { explicit: true })), ['s']);
  });

  test('asks nothing in the middle of a word, unless it is asked to', async () => {
    const { suggest, engine } = setUp(always(' xyz'));
    assert.equal(reason(await suggest('hel|lo')), 'insideWord');
    assert.equal(reason(await suggest('학교|에')), 'insideWord');
    assert.equal(engine.asked.length, 0);
    await suggest('hel|lo', { explicit: true });
    assert.equal(engine.asked.length, 1);
  });

  test('asks nothing where there is nothing to go on with', async () => {
    const { suggest, engine } = setUp(always('x'));
    assert.equal(reason(await suggest('|')), 'blank');
    assert.equal(reason(await suggest('\n  |')), 'blank');
    assert.equal(engine.asked.length, 0);
  });

  test('waits while a syllable is composed', async () => {
    const { suggest, engine, delays } = setUp(always(' 학교에 간다'));
    await suggest('나는|');
    assert.equal(reason(await suggest('나는 ㅎ|')), 'composing');
    assert.equal(engine.asked.length, 1);
    await suggest('나는 하|', {}, { debounceMs: 20 });
    assert.deepEqual(delays, [120]);
    assert.equal(reason(await suggest('ㅋㅋ|')), undefined);
  });

  suite('excluded files', () => {
    const isExcluded = excludeMatcher(excludedByDefault);

    test('never reach the engine', async () => {
      const paths = ['/repo/.env', '/repo/key.pem', '/repo/.git/config', '/repo/secrets.md', '/home/me/.ssh/notes.md'];
      for (const path of paths) {
        const { suggest, flow, engine } = setUp(always(' xyz'), true);
        for (const explicit of [false, true]) {
          assert.equal(reason(await suggest('TOKEN=|', { path, explicit }, { isExcluded })), 'excluded');
        }
        flow.prepare(requestAt('TOKEN=|', { path }), { ...settings, isExcluded });
        await settle();
        assert.deepEqual([engine.asked.length, engine.warmUps], [0, 0], path);
      }
    });

    test('are not even read', async () => {
      const request = requestAt('|', { path: '/repo/.env' });
      for (const name of ['before', 'after'] as const) {
        Object.defineProperty(request, name, { get: () => assert.fail(`${name} was read`) });
      }
      const { flow } = setUp(always(' xyz'));
      assert.equal(reason(await flow.suggest(request, { ...settings, isExcluded }, neverCancelled)), 'excluded');
    });
  });

  test('is silent when it is off, snoozed, or off for the language', async () => {
    const { suggest, engine } = setUp(always(' xyz'));
    assert.equal(reason(await suggest('A|', {}, { enabled: false })), 'off');
    assert.equal(reason(await suggest('A|', {}, { isSnoozed: true })), 'snoozed');
    assert.equal(reason(await suggest('A|', {}, { languages: { markdown: false } })), 'language');
    assert.equal(reason(await suggest('const a|', { languageId: 'typescript' })), 'code');
    assert.equal(engine.asked.length, 0);
  });

  test('completes comments in code, markers and all', async () => {
    const { suggest, engine } = setUp(always(' two\nthree'));
    const found = await suggest('f();\n  // One|\n  // more', { languageId: 'typescript' });
    assert.deepEqual([engine.asked[0]!.prefix, engine.asked[0]!.suffix], ['One', '\nmore']);
    assert.deepEqual(texts(found), [' two\n  // three']);
  });

  test('serves documents with other line breaks and normal forms in their own', async () => {
    const { suggest, engine } = setUp(always(' 간다.\n그리고 온다.'));
    const decomposed = '학교에'.normalize('NFD');
    const form = (text: string) => text.replace(/\n/g, '\r\n').normalize('NFD');
    const start = `One\r\n${decomposed}`;
    const all = form(' 간다.\n그리고 온다.');
    assert.deepEqual(texts(await suggest(`${start}|`)), [all]);
    assert.equal(engine.asked[0]!.prefix, 'One\n학교에');
    for (const typed of [' 간', ' 간다.', ' 간다.\n', ' 간다.\n그리고']) {
      assert.deepEqual(texts(await suggest(`${start}${form(typed)}|`)), [all.slice(form(typed).length)], typed);
    }
    assert.equal(engine.asked.length, 1);
  });

  suite('waiting', () => {
    test('is as long as the setting says, and not at all on an explicit trigger', async () => {
      const { suggest, delays } = setUp(always(' xyz'));
      await suggest('A|', {}, { debounceMs: 30 });
      await suggest('B|', { explicit: true }, { debounceMs: 30 });
      await suggest('C|', {}, { debounceMs: 0 });
      assert.deepEqual(delays, [30]);
    });

    test('grows with the time the engine takes', async () => {
      const engine = always(' xyz');
      const complete = engine.complete.bind(engine);
      engine.complete = async (params, token) => {
        const result = await complete(params, token);
        return { ...result, timing: { ...result.timing, ms: 400 } };
      };
      const { suggest, delays } = setUp(engine);
      await suggest('A|', {}, { debounceMs: 30 });
      await suggest('B|', {}, { debounceMs: 30 });
      assert.deepEqual(delays, [30, 100]);
    });

    test('ends without a call when a newer request comes', async () => {
      const { suggest, engine } = setUp(always(' xyz'));
      const [older, newer] = await Promise.all([
        suggest('A|', {}, { debounceMs: 30 }),
        suggest('AB|', {}, { debounceMs: 30 }),
      ]);
      assert.equal(reason(older), 'superseded');
      assert.deepEqual(texts(newer), [' xyz']);
      assert.deepEqual(
        engine.asked.map(({ prefix }) => prefix),
        ['AB'],
      );
    });

    test('ends without a call when the request is cancelled', async () => {
      const { flow, engine } = setUp(always(' xyz'));
      const source = new CancellationSource();
      const answer = flow.suggest(requestAt('A|'), { ...settings, debounceMs: 30 }, source.token);
      source.cancel();
      assert.equal(reason(await answer), 'cancelled');
      assert.equal(engine.asked.length, 0);
    });
  });

  test('ends at once when it is cancelled during the call, and keeps the answer: another extension was quicker', async () => {
    const { flow, engine, suggest } = setUp(always(' xyz'));
    engine.hold();
    const source = new CancellationSource();
    const answer = flow.suggest(requestAt('A|'), settings, source.token);
    await settle();
    source.cancel();
    assert.equal(reason(await answer), 'cancelled');
    engine.release();
    await settle();
    assert.deepEqual(await suggest('A|'), { kind: 'some', texts: [' xyz'], source: 'cache' });
    assert.equal(engine.asked.length, 1);
  });

  test('takes a failing engine for silence, and asks again', async () => {
    let isBroken = true;
    const engine = new FakeCompletionEngine(() => {
      if (isBroken) throw Object.assign(new Error('no model'), { code: 'modelMissing' });
      return [' xyz'];
    });
    const { suggest } = setUp(engine);
    assert.equal(reason(await suggest('A|')), 'failed');
    isBroken = false;
    assert.deepEqual(texts(await suggest('A|')), [' xyz']);
  });

  suite('preparing ahead', () => {
    const story = 'The cat sat. It slept. It woke.';

    test('has the next suggestion ready when this one is accepted', async () => {
      const { suggest, engine } = setUp(storyteller(story), true);
      await suggest('The cat|');
      await settle();
      assert.deepEqual(
        engine.asked.map(({ prefix }) => prefix),
        ['The cat', 'The cat sat.'],
      );
      const next = await suggest('The cat sat.|');
      assert.deepEqual(next, { kind: 'some', texts: [' It slept.'], source: 'cache' });
      await settle();
      assert.deepEqual(texts(await suggest('The cat sat. It slept.|')), [' It woke.']);
      assert.equal(engine.asked.length, 3);
    });

    test('is joined, not repeated, when the acceptance comes before its end', async () => {
      const { suggest, engine } = setUp(storyteller(story), true);
      await suggest('The cat|');
      engine.hold();
      await settle();
      const next = suggest('The cat sat.|');
      await settle();
      engine.release();
      assert.deepEqual(texts(await next), [' It slept.']);
      assert.equal(engine.asked.filter(({ prefix }) => prefix === 'The cat sat.').length, 1);
    });

    test('goes on while the suggestion is typed along', async () => {
      const { suggest, engine } = setUp(storyteller(story), true);
      await suggest('The cat|');
      engine.hold();
      await settle();
      await suggest('The cat s|');
      await settle();
      engine.release();
      await settle();
      assert.deepEqual(
        engine.asked.map(({ prefix }) => prefix),
        ['The cat', 'The cat sat.'],
      );
    });

    test('gives way to what is typed instead', async () => {
      const { suggest, engine } = setUp(storyteller(story), true);
      await suggest('The cat|');
      engine.hold();
      await settle();
      const other = suggest('The dog|');
      await settle();
      engine.release();
      await other;
      await settle();
      assert.equal(reason(await suggest('The dog|')), 'nothing');
      assert.deepEqual(
        engine.asked.map(({ prefix }) => prefix),
        ['The cat', 'The cat sat.', 'The dog'],
      );
    });

    test('computes the first suggestion of a document before its first keystroke', async () => {
      const { flow, engine, suggest } = setUp(storyteller(story), true);
      flow.prepare(requestAt('The cat|'), settings);
      await settle();
      assert.equal((await suggest('The cat s|')).kind, 'some');
      assert.equal(engine.asked[0]!.prefix, 'The cat');
    });

    test('prepares nothing while somebody waits: the newer request would cancel theirs', async () => {
      const { flow, engine, suggest } = setUp(storyteller(story), true);
      engine.hold();
      const waiting = suggest('The cat|', { explicit: true });
      await settle();
      flow.prepare(requestAt('The cat sat|'), settings);
      assert.equal(engine.asked.length, 1);
      engine.release();
      assert.equal((await waiting).kind, 'some');
    });

    test('only wakes the engine in an empty document', async () => {
      const { flow, engine } = setUp(always('x'));
      flow.prepare(requestAt('|'), settings);
      assert.deepEqual([engine.asked.length, engine.warmUps], [0, 1]);
    });
  });

  suite('computing from the change on', () => {
    test('is joined by the request, which waits no more', async () => {
      const { flow, engine, suggest, delays } = setUp(always(' xyz'));
      engine.hold();
      flow.changed(requestAt('A|'), { ...settings, debounceMs: 10 });
      await settle();
      const answer = suggest('A|', {}, { debounceMs: 10 });
      await settle();
      engine.release();
      assert.deepEqual(await answer, { kind: 'some', texts: [' xyz'], source: 'engine' });
      assert.deepEqual([engine.asked.length, delays], [1, [10]]);
    });

    test('has the answer ready for a request that comes later', async () => {
      const { flow, engine, suggest } = setUp(always(' xyz'));
      flow.changed(requestAt('A|'), settings);
      await settle();
      assert.deepEqual(await suggest('A|'), { kind: 'some', texts: [' xyz'], source: 'cache' });
      assert.equal(engine.asked.length, 1);
    });

    test('goes on when the editor takes its request back', async () => {
      const { flow, engine, suggest } = setUp(always(' xyz'));
      engine.hold();
      flow.changed(requestAt('A|'), settings);
      const source = new CancellationSource();
      const lost = flow.suggest(requestAt('A|'), settings, source.token);
      source.cancel();
      assert.equal(reason(await lost), 'cancelled');
      engine.release();
      await settle();
      assert.equal((await suggest('A|')).kind, 'some');
      assert.equal(engine.asked.length, 1);
    });

    test('is for nothing where nothing would be offered', async () => {
      const { flow, engine } = setUp(always(' xyz'));
      for (const marked of ['- |', 'hel|lo', '[a](b|', '|']) flow.changed(requestAt(marked), settings);
      flow.changed(requestAt('A|'), { ...settings, trigger: 'onRequest' });
      flow.changed(requestAt('A|', { isIgnored: true }), settings);
      flow.changed(requestAt('A|'), settings, true);
      await settle();
      assert.equal(engine.asked.length, 0);
    });
  });

  suite('in its place', () => {
    test('offers nothing by itself where Tab means indent, and something when asked', async () => {
      const { suggest, engine } = setUp(always('three'));
      for (const marked of ['- one\n- |', '2. |', '# |', '> |', '- [ ] |']) {
        assert.equal(reason(await suggest(`Text.\n\n${marked}`)), 'marker', marked);
      }
      assert.equal(reason(await suggest('// - |', { languageId: 'typescript' })), 'marker');
      assert.equal(engine.asked.length, 0);
      assert.equal((await suggest('- one\n- |', { explicit: true })).kind, 'some');
      assert.equal((await suggest('f();\n// one\n// |', { languageId: 'typescript' })).kind, 'some');
    });

    test("offers nothing in a link's address, asked or not", async () => {
      const { suggest, engine } = setUp(always('guide.md'));
      for (const explicit of [false, true]) {
        assert.equal(reason(await suggest('See [the guide](./|)', { explicit })), 'address');
      }
      assert.equal(reason(await suggest('// See https://exa|', { languageId: 'typescript' })), 'address');
      assert.equal(engine.asked.length, 0);
    });

    test('offers no line that the document has', async () => {
      const { suggest } = setUp(always('riday'));
      assert.equal(reason(await suggest('- Friday\n- F|')), 'repeated');
      assert.equal(reason(await suggest('- F|\n- Monday\n- Friday', { explicit: true })), 'repeated');
      assert.deepEqual(texts(await suggest('/**\n * Friday\n * F|', { languageId: 'typescript' })), ['riday']);
    });
  });

  suite('on request', () => {
    for (const trigger of ['onRequest', 'hold'] as const) {
      test(`offers nothing by itself (${trigger}), and what was asked for until it is taken`, async () => {
        const { suggest, engine } = setUp(always(' sat down.'), true);
        assert.equal(reason(await suggest('The cat|', {}, { trigger })), 'onRequest');
        assert.equal(engine.asked.length, 0);
        assert.deepEqual(texts(await suggest('The cat|', { explicit: true }, { trigger })), [' sat down.']);
        assert.deepEqual(texts(await suggest('The cat sat|', {}, { trigger })), [' down.']);
        assert.equal(reason(await suggest('The cat sat down.|', {}, { trigger })), 'onRequest');
        await settle();
        assert.equal(engine.asked.length, 1);
      });
    }
  });

  suite('what was declined', () => {
    test('by Esc is not offered here again, unless it is asked for', async () => {
      const { suggest, flow } = setUp(always(' sat.'));
      await suggest('The cat|');
      flow.dismissed();
      assert.equal(reason(await suggest('The cat |')), 'refused');
      assert.equal(reason(await suggest('The cat|')), 'refused');
      assert.deepEqual(texts(await suggest('The cat|', { explicit: true })), [' sat.']);
      assert.deepEqual(texts(await suggest('The dog|')), [' sat.']);
    });

    test('by an undo is not offered here again', async () => {
      const { suggest, flow } = setUp(storyteller('The cat sat down.'));
      await suggest('The cat|');
      flow.changed(requestAt('The cat sat down.|'), settings);
      assert.equal(flow.changed(requestAt('The cat|'), settings, true), true);
      assert.equal(reason(await suggest('The cat|')), 'refused');
    });

    test('is not touched by what the suggest widget selects', async () => {
      const { suggest, flow } = setUp(always(' sat.'));
      await suggest('The c|');
      await suggest('The cow|', { isTentative: true });
      flow.dismissed();
      assert.equal(reason(await suggest('The c|')), 'refused');
    });
  });

  test('counts its outcomes by name', async () => {
    const { suggest, flow } = setUp(always(' xyz'));
    for (const marked of ['A|', 'A |', 'hel|lo', '|', '- |', '- |']) await suggest(marked);
    assert.deepEqual(flow.outcomes.byName, { blank: 1, cache: 1, engine: 1, insideWord: 1, marker: 2 });
    assert.deepEqual(flow.outcomes.last, { kind: 'none', reason: 'marker' });
  });

  test('forgets on reset', async () => {
    const { suggest, flow, engine } = setUp(always(' xyz'));
    await suggest('A|');
    flow.reset();
    await suggest('A|');
    assert.equal(engine.asked.length, 2);
  });

  test('logs reasons, never text', async () => {
    const lines: string[] = [];
    const log = { log: (...line: unknown[]) => void lines.push(JSON.stringify(line)) };
    const flow = new CompletionFlow(always(' geheim'), { log, prepareAhead: false });
    for (const marked of ['Vertraulich|', 'Vertraulich g|', 'Vertr|aulich', '|']) {
      await flow.suggest(requestAt(marked), settings, neverCancelled);
    }
    for (const expected of ['engine', 'cache', 'insideWord', 'blank']) {
      assert.ok(
        lines.some((line) => line.includes(`"${expected}"`)),
        expected,
      );
    }
    assert.doesNotMatch(lines.join(), /ertraulich|eheim/);
  });

  test('never disturbs the document, whatever is typed, deleted and accepted', async () => {
    // An engine that knows the story: accepting all it says must reproduce the story whatever the way there.
    const story = 'The cat sat on a mat. 고양이는 잠을 잤다. (It slept.) The end.';
    const action = fc.constantFrom('type', 'type', 'delete', 'accept', 'word');
    await fc.assert(
      fc.asyncProperty(fc.array(action, { maxLength: 40 }), fc.boolean(), async (actions, prepareAhead) => {
        const { suggest } = setUp(storyteller(story), prepareAhead);
        let at = 3;
        for (const what of actions) {
          const [text] = texts(await suggest(`${story.slice(0, at)}|`));
          if (text !== undefined) assert.ok(story.startsWith(text, at), text);
          if (what === 'delete') at = Math.max(1, at - 1);
          else if (what === 'type') at = Math.min(story.length, at + 1);
          else if (text !== undefined) at += what === 'accept' ? text.length : /^\s*\S+/.exec(text)![0].length;
        }
      }),
      { numRuns: 50 },
    );
  });

  test('counts its requests and keeps the last timing', async () => {
    const { flow, suggest } = setUp(always(' xyz'));
    await suggest('A|');
    assert.equal(flow.requests, 1);
    assert.equal(flow.lastTiming?.ms, 10);
  });
});
