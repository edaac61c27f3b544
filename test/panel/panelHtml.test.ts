import assert from 'node:assert/strict';
import { panelHtml } from '../../src/panel/panelHtml';

const page = {
  cspSource: 'https://source.example',
  nonce: 'abc123',
  script: 'https://source.example/webview.js',
  style: 'https://source.example/panel.css',
  icons: 'https://source.example/codicon.css',
  locale: 'ko',
};

suite("the panel's page", () => {
  const html = panelHtml(page);
  const policy = /http-equiv="Content-Security-Policy" content="([^"]*)"/.exec(html)?.[1] ?? '';

  test('allows its own script, styles and font, and nothing else', () => {
    assert.deepEqual(policy.split('; '), [
      "default-src 'none'",
      'style-src https://source.example',
      'font-src https://source.example',
      "script-src 'nonce-abc123'",
      "base-uri 'none'",
      "form-action 'none'",
    ]);
    assert.doesNotMatch(policy, /unsafe|\*|data:/);
  });

  test('holds no inline script, style or handler', () => {
    assert.deepEqual(html.match(/<script[^>]*>/g), ['<script nonce="abc123" src="https://source.example/webview.js">']);
    assert.match(html, /><\/script>/);
    assert.doesNotMatch(html, /<style|style="|\son\w+=/);
  });

  test('lets no attribute end early', () => {
    assert.match(
      panelHtml({ ...page, locale: '"><script>' }),
      /<html lang="&quot;>&lt;script>">|lang="&quot;>&lt;script>"/,
    );
  });
});
