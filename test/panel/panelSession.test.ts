import assert from 'node:assert/strict';
import { EngineCallError } from '../../src/client/engineCallError';
import {
  type Appended,
  bodyMessages,
  type Offer,
  PanelSession,
  type RunRequest,
  resultText,
} from '../../src/panel/panelSession';
import { FakePanelEngine, turn } from '../support/fakePanelEngine';
import { marks } from '../support/fakeTranslator';

const two = 'The rain came. The garden was dry.';

function request(text: string, more: Partial<RunRequest> = {}): RunRequest {
  return {
    ...{ task: 'translate', type: 'keyPoints', length: 'medium', from: 'en', to: 'ko' },
    ...{ text, format: 'plain', beams: 4, glossary: [], name: 'a.md' },
    ...more,
  } as RunRequest;
}

function start() {
  const engine = new FakePanelEngine();
  const told = { states: 0, bodies: [] as unknown[], appended: [] as Appended[], offers: [] as Offer[] };
  const session = new PanelSession(
    engine,
    {
      onState: () => told.states++,
      onBody: (focus) => told.bodies.push(focus),
      onAppended: (appended) => told.appended.push(appended),
      onOffer: (offer) => told.offers.push(offer),
    },
    (error) => ((error as EngineCallError).code === 'cancelled' ? undefined : (error as EngineCallError).code),
  );
  return { engine, session, told };
}

suite('PanelSession', () => {
  test('tells of sentences as they come, and of the end', async () => {
    const { engine, session, told } = start();
    const { id, ended } = session.start(request(two));
    assert.equal(session.current?.status, 'running');
    await ended;
    assert.equal(session.current?.status, 'done');
    assert.equal(told.appended.length, 2);
    assert.equal(told.appended.map(({ text }) => text).join(''), resultText(session.current));
    assert.deepEqual([session.current.done, session.current.total], [2, 2]);
    assert.equal(told.bodies.length, 1, 'what was sent piece by piece is not sent again');
    assert.equal(session.find(id), session.current);
    assert.deepEqual(engine.asked, [{ text: two, format: 'plain', from: 'en', to: 'ko', beams: 4, glossary: [] }]);
  });

  test('hands on who is to be asked, and keeps who wrote it', async () => {
    const { engine, session } = start();
    const by = { kind: 'server' } as const;
    await session.start(request(two, { by })).ended;
    assert.deepEqual(engine.asked[0]?.by, by);
    assert.deepEqual(session.current?.spoken, { model: 'fake', sentences: 2, instead: 0 });
    await session.start(request(two, { by, task: 'summarize' })).ended;
    assert.deepEqual(engine.asked[1]?.by, by);
    await session.start(request(two)).ended;
    assert.equal(session.current?.spoken, undefined);
  });

  test('cancels at once and keeps what is done', async () => {
    const { engine, session, told } = start();
    const { ended } = session.start(request(`The rain came. It fell ${marks.waits}.`));
    while (told.appended.length === 0) await turn();
    session.cancel();
    assert.equal(session.current?.status, 'cancelled');
    await ended;
    assert.equal(session.current.status, 'cancelled');
    assert.equal(engine.cancelled, 1);
    assert.equal(session.current.translation.sentences.length, 1);
    assert.notEqual(resultText(session.current), '');
  });

  test('a new request takes the place of the old one', async () => {
    const { session } = start();
    const { id: first, ended: firstEnded } = session.start(request(`It fell ${marks.waits}.`));
    await turn();
    const { id: second, ended } = session.start(request(two));
    await Promise.all([firstEnded, ended]);
    assert.equal(session.find(first)?.status, 'cancelled');
    assert.equal(session.find(second)?.status, 'done');
    assert.deepEqual(
      session.history.map(({ id }) => id),
      [second],
      'what brought nothing is not listed',
    );
  });

  test('says in words why it failed and keeps what came before', async () => {
    const { session } = start();
    await session.start(request(`The rain came. It ended ${marks.fails}.`)).ended;
    assert.equal(session.current?.status, 'failed');
    assert.equal(session.current.failure, 'outOfMemory');
    assert.equal(session.current.translation.sentences.length, 1);
  });

  test('gives key points as they come and the text as the engine laid it out', async () => {
    const { session, told } = start();
    await session.start(request(two, { task: 'summarize' })).ended;
    assert.equal(told.appended[0]?.points[0]?.text, 'The rain came.');
    assert.equal(session.current && resultText(session.current), '* The rain came.');
    const [body] = bodyMessages(session.current, null);
    assert.equal(body?.type === 'body' && body.body?.points.length, 1);
  });

  test('lays out key points itself while they come', () => {
    const { session } = start();
    session.start(request(two, { task: 'summarize' }));
    const run = session.current!;
    const point = { source: { start: 0, end: 1 }, origin: 'extracted', confidence: 1 } as const;
    run.points = [
      { text: 'One.', ...point },
      { text: 'Two.', ...point },
    ];
    assert.equal(resultText(run), '- One.\n- Two.');
    assert.equal(resultText({ ...run, request: { ...run.request, type: 'tldr' } }), 'One. Two.');
  });

  test('asks for other words after what stays, and puts the chosen sentence in', async () => {
    const { engine, session, told } = start();
    const site = { site: { generator: 'mkdocs', traits: [] }, keepAddresses: true } as const;
    await session.start(request(two, { ...site, site: { ...site.site, traits: [] } })).ended;
    const before = resultText(session.current!);
    const { sentences } = session.current!.translation;
    await session.findAlternatives(0, 1);
    const [offer] = told.offers;
    assert.equal(engine.askedForWords[0]?.kept, sentences[0]?.plain.slice(0, sentences[0].words[1]?.plainStart));
    assert.deepEqual(engine.askedForWords[0]?.sentence, sentences[0]?.source);
    const { translation } = engine.askedForWords[0]!;
    assert.deepEqual(translation, engine.asked[0], 'of the very same document, its site included');
    assert.deepEqual({ site: translation.site, keepAddresses: translation.keepAddresses }, site);
    session.choose(2);
    const after = resultText(session.current!);
    assert.equal(after.length, before.length + 2);
    assert.ok(after.includes(offer!.alternatives[2]!.word));
    for (const sentence of session.current!.translation.sentences) {
      for (const word of sentence.words) assert.match(after.slice(word.target.start, word.target.end), /^\p{L}+$/u);
    }
    assert.deepEqual(told.bodies.at(-1), { sentence: 0, word: 1 });
    session.choose(1);
    assert.equal(resultText(session.current!), after, 'an offer is taken once');
  });

  test('offers no words while the translation goes on', async () => {
    const { engine, session, told } = start();
    const { ended } = session.start(request(`The rain came. It fell ${marks.waits}.`));
    while (told.appended.length === 0) await turn();
    await session.findAlternatives(0, 0);
    session.cancel();
    await ended;
    assert.equal(engine.askedForWords.length, 0);
  });

  test('goes back to earlier results and forgets them on request', async () => {
    const { session, told } = start();
    const { id: first, ended } = session.start(request('The rain came.'));
    await ended;
    await session.start(request(two, { to: 'en', name: null })).ended;
    assert.deepEqual(
      session.history.map(({ to, name }) => [to, name]),
      [
        ['en', null],
        ['ko', 'a.md'],
      ],
    );
    session.show(first);
    assert.equal(session.current?.id, first);
    assert.equal(told.bodies.length, 3);
    session.clearHistory();
    assert.deepEqual(
      session.history.map(({ id }) => id),
      [first],
    );
  });

  test('keeps no more than thirty results', async () => {
    const { session } = start();
    for (let count = 0; count < 32; count++) await session.start(request('The rain came.')).ended;
    assert.equal(session.history.length, 30);
    assert.equal(session.find(1), undefined);
  });

  test('stops working when it is disposed', async () => {
    const { engine, session } = start();
    const { ended } = session.start(request(`It fell ${marks.waits}.`));
    await turn();
    session.dispose();
    await ended;
    assert.equal(engine.cancelled, 1);
  });

  test('an engine that was taken over by somebody else is a cancelled run, not a failed one', async () => {
    const { session, engine } = start();
    engine.translate = async () => {
      throw new EngineCallError('cancelled', 'a newer one began');
    };
    await session.start(request(two)).ended;
    assert.equal(session.current?.status, 'cancelled');
  });
});
