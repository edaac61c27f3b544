// What stable VS Code refuses: a provider with a method named like a proposed one can't be registered there, and
// code-server's own check would not tell. Reads the sources, for the provider needs an editor to run.

import assert from 'node:assert/strict';
import { readdirSync, readFileSync } from 'node:fs';
import path from 'node:path';
import ts from 'typescript';

/** Members of the proposals `inlineCompletionsAdditions` and its kin, by what they are read from. */
const forbiddenOfProvider =
  /^(?:handle(?:Did|EndOfLifetime|ListEndOfLifetime|Rejection)\w*|onDidChange\w*|modelInfo|setCurrentModelId|setModelId|debounceDelayMs|excludes|yieldTo\w*|groupId|displayName)$/;
const forbiddenOfItem =
  /^(?:isInlineEdit|showRange|showInlineEditMenu|correlationId|completeBracketPairs|warning|jumpToPosition|displayLocation|supportsRename|doNotLog|wasUndo|uri|hint|gutterMenuLinkAction|action|enableForwardStability|commands|suppressSuggestions)$/;

const root = path.resolve(__dirname, '../../src');
const sources = readdirSync(root, { recursive: true, encoding: 'utf8' })
  .filter((file) => file.endsWith('.ts'))
  .map((file) => ts.createSourceFile(file, readFileSync(path.join(root, file), 'utf8'), ts.ScriptTarget.Latest, true));

function nodes(source: ts.Node): ts.Node[] {
  const found: ts.Node[] = [];
  const visit = (node: ts.Node) => {
    found.push(node);
    ts.forEachChild(node, visit);
  };
  visit(source);
  return found;
}

const all = sources.flatMap(nodes);
const nameOf = (member: ts.ClassElement | ts.ObjectLiteralElementLike) => member.name?.getText() ?? '';

/** Members of classes and objects that answer the editor's inline completions; parameter properties included. */
function providerMembers(): string[] {
  return all
    .filter((node) => ts.isClassLike(node) || ts.isObjectLiteralExpression(node))
    .map((node) => {
      const members = ts.isClassLike(node) ? [...node.members] : [...node.properties];
      const fields = members.flatMap((member) =>
        ts.isConstructorDeclaration(member) ? member.parameters.map((each) => each.name.getText()) : [],
      );
      return [...members.map(nameOf), ...fields];
    })
    .filter((names) => names.includes('provideInlineCompletionItems'))
    .flat();
}

suite('what stable VS Code refuses', () => {
  test('no provider has', () => {
    const members = providerMembers();
    assert.ok(members.includes('provideInlineCompletionItems'));
    assert.deepEqual(
      members.filter((name) => forbiddenOfProvider.test(name)),
      [],
    );
  });

  test('would be noticed', () => {
    for (const name of ['handleDidShowCompletionItem', 'handleDidPartiallyAcceptCompletionItem', 'onDidChange']) {
      assert.match(name, forbiddenOfProvider);
    }
    for (const name of ['handleEndOfLifetime', 'handleListEndOfLifetime', 'setCurrentModelId']) {
      assert.match(name, forbiddenOfProvider);
    }
  });

  test('is not passed as metadata: a provider is registered with two arguments', () => {
    const calls = all.filter(ts.isCallExpression).filter((call) => {
      return /\bregisterInlineCompletionItemProvider$/.test(call.expression.getText());
    });
    assert.ok(calls.length > 0);
    for (const call of calls) assert.equal(call.arguments.length, 2, call.getText());
  });

  test('is set on no item: text, range and command alone', () => {
    const items = all
      .filter(ts.isNewExpression)
      .filter((node) => /InlineCompletionItem$/.test(node.expression.getText()));
    assert.ok(items.length > 0);
    for (const item of items) assert.ok((item.arguments?.length ?? 0) <= 3, item.getText());
    const provider = sources.filter((source) => source.text.includes('InlineCompletionItem('));
    const written = provider.flatMap(nodes).flatMap((node) => {
      if (ts.isPropertyAssignment(node)) return [node.name.getText()];
      const isAssignment = ts.isBinaryExpression(node) && node.operatorToken.kind === ts.SyntaxKind.EqualsToken;
      return isAssignment && ts.isPropertyAccessExpression(node.left) ? [node.left.name.getText()] : [];
    });
    assert.deepEqual(
      written.filter((name) => forbiddenOfItem.test(name)),
      [],
    );
  });
});
