import { hashSource, htmlAssets } from './assets.ts';

/** A page and the policy that it is to be sent with. */
export interface LivePage {
  readonly text: string;
  readonly policy: string;
}

/** The page of an exploration while it runs: it asks for `state.json` beside it, and for nothing else. */
export function livePage(): LivePage {
  const { live, style } = htmlAssets();
  return {
    text: [
      '<!doctype html>',
      '<html lang="en">',
      '<meta charset="utf-8">',
      '<meta name="viewport" content="width=device-width, initial-scale=1">',
      '<meta name="color-scheme" content="light dark">',
      '<link rel="icon" href="data:,">',
      '<title>heddle run</title>',
      `<style>${style}</style>`,
      '<body>',
      '<header><h1>heddle run</h1></header>',
      '<main></main>',
      `<script>${live}</script>`,
      '</body>',
      '</html>',
      '',
    ].join('\n'),
    policy: [
      "default-src 'none'",
      "base-uri 'none'",
      "form-action 'none'",
      "frame-ancestors 'none'",
      "connect-src 'self'",
      'img-src data:',
      `script-src ${hashSource(live)}`,
      `style-src ${hashSource(style)}`,
    ].join('; '),
  };
}
