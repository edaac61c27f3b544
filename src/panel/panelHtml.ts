// The page the panel's view begins with. Its policy lets in the script with the nonce, style sheets and the icon font of
// this extension, and nothing else; all that is seen is put there by the script.

export interface PanelPage {
  /** `webview.cspSource`. */
  cspSource: string;
  nonce: string;
  script: string;
  style: string;
  icons: string;
  /** Of the words on the page, e.g. "ko". */
  locale: string;
}

export function panelHtml({ cspSource, nonce, script, style, icons, locale }: PanelPage): string {
  const policy = [
    "default-src 'none'",
    `style-src ${cspSource}`,
    `font-src ${cspSource}`,
    `script-src 'nonce-${nonce}'`,
    "base-uri 'none'",
    "form-action 'none'",
  ].join('; ');
  return `<!DOCTYPE html>
<html lang="${attribute(locale)}">
<head>
<meta charset="utf-8">
<meta http-equiv="Content-Security-Policy" content="${attribute(policy)}">
<meta name="viewport" content="width=device-width, initial-scale=1">
<link id="vscode-codicon-stylesheet" rel="stylesheet" href="${attribute(icons)}">
<link rel="stylesheet" href="${attribute(style)}">
<title>Local Text</title>
</head>
<body>
<main id="panel"></main>
<script nonce="${attribute(nonce)}" src="${attribute(script)}"></script>
</body>
</html>
`;
}

function attribute(text: string): string {
  return text.replaceAll('&', '&amp;').replaceAll('"', '&quot;').replaceAll('<', '&lt;');
}
