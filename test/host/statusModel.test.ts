import assert from 'node:assert/strict';
import { type StatusInput, statusIcon, statusKind } from '../../src/host/statusModel';

const calm: StatusInput = {
  engine: 'ready',
  isEnabled: true,
  isSnoozed: false,
  isOnRequest: false,
  ineligible: undefined,
};
const kind = (changed: Partial<StatusInput>) => statusKind({ ...calm, ...changed });

suite('status', () => {
  test('follows the engine', () => {
    assert.equal(kind({}), 'ready');
    assert.equal(kind({ engine: 'stopped' }), 'ready', 'a sleeping engine wakes at the next keystroke');
    assert.equal(kind({ engine: 'starting' }), 'loading');
    assert.equal(kind({ engine: 'busy' }), 'working');
    assert.equal(kind({ engine: 'failed' }), 'failed');
  });

  test('says first what the person chose', () => {
    assert.equal(kind({ engine: 'failed', isEnabled: false, isSnoozed: true }), 'off');
    assert.equal(kind({ engine: 'failed', isSnoozed: true }), 'snoozed');
  });

  test('says what holds for the document in view', () => {
    assert.equal(kind({ ineligible: 'excluded' }), 'excluded');
    assert.equal(kind({ ineligible: 'language' }), 'languageOff');
    assert.equal(kind({ ineligible: 'notServed', engine: 'busy' }), 'notServed');
    assert.equal(kind({ ineligible: 'ignored' }), 'ignored');
    assert.equal(kind({ ineligible: 'reading' }), 'loading');
    assert.equal(kind({ ineligible: 'chatOff' }), 'placeOff');
    assert.equal(kind({ ineligible: 'notebooksOff' }), 'placeOff');
    assert.equal(kind({ ineligible: 'commentsOff' }), 'commentsOff');
    assert.equal(kind({ ineligible: 'off' }), 'off', 'off for this language');
    assert.equal(kind({ isOnRequest: true }), 'onRequest');
    assert.equal(kind({ isOnRequest: true, engine: 'starting' }), 'loading');
    assert.equal(kind({ ineligible: 'excluded', engine: 'failed' }), 'failed');
  });

  test('has an icon for each kind', () => {
    for (const input of ['stopped', 'starting', 'busy', 'failed'] as const) {
      assert.match(statusIcon(kind({ engine: input })), /^[a-z-]+(~spin)?$/);
    }
  });
});
