/** The page's looks, light and dark, on screen and on paper. */
export const style = `
:root {
  color-scheme: light dark;
  --paper: #fdfdfb; --ink: #1d2126; --quiet: #646c76; --line: #dcdfe3; --raised: #f3f4f2;
  --good: #1c7048; --bad: #b3261e; --found: #8a5a00; --found-back: #fdf3dc; --bad-back: #fde8e6; --link: #0b57a4;
}
@media (prefers-color-scheme: dark) {
  :root {
    --paper: #15181c; --ink: #e4e7ea; --quiet: #98a1ab; --line: #333940; --raised: #1d2126;
    --good: #6cc99a; --bad: #ff8a80; --found: #e5b454; --found-back: #33290f; --bad-back: #431b18; --link: #85bdf7;
  }
}
* { box-sizing: border-box; }
body { margin: 0 auto; max-width: 78rem; padding: 1.5rem 1.25rem 4rem; background: var(--paper); color: var(--ink);
  font: 15px/1.5 system-ui, sans-serif; }
h1 { font-size: 1rem; font-weight: 600; color: var(--quiet); margin: 0; }
h2 { font-size: 1.15rem; margin: 2.5rem 0 .75rem; }
h3 { font-size: 1.05rem; margin: 0; overflow-wrap: anywhere; }
a { color: var(--link); }
code { font: .875em/1.45 ui-monospace, 'Cascadia Mono', 'DejaVu Sans Mono', monospace; overflow-wrap: anywhere; }
.lead { font-size: 1.45rem; line-height: 1.3; margin: .25rem 0; font-weight: 600; }
.lead.bad { color: var(--bad); }
.notes { color: var(--quiet); margin: .25rem 0; font-size: .875rem; }
.wide { overflow-x: auto; }
table { border-collapse: collapse; font-size: .875rem; }
th, td { text-align: left; vertical-align: top; padding: .3rem .6rem; border-bottom: 1px solid var(--line); }
thead th { color: var(--quiet); font-weight: 600; white-space: nowrap; }
.matrix td { white-space: nowrap; }
.matrix .story > th { font-weight: 600; min-width: 16rem; }
.matrix .invariant > th { font-weight: 400; padding-left: 1.75rem; color: var(--quiet); }
.matrix small { display: block; font-size: .75rem; }
.matrix a { color: inherit; text-decoration: none; }
.matrix a .word { text-decoration: underline; }
.matrix th:first-child { position: sticky; left: 0; background: var(--paper); }
.glyph { display: inline-block; width: 1em; text-align: center; }
.v-violated { color: var(--found); }
.v-not-found, .v-exhausted { color: var(--good); }
.v-na, .v-unknown { color: var(--quiet); }
.matrix .unexpected { background: var(--bad-back); color: var(--bad); font-weight: 600; outline: 2px solid var(--bad); outline-offset: -2px; }
.legend { display: flex; flex-wrap: wrap; gap: .25rem 1.5rem; margin: 1rem 0; font-size: .8125rem; color: var(--quiet); }
.legend div { display: flex; gap: .4rem; }
.legend dt { font-weight: 600; }
.legend dd, .kinds dd { margin: 0; }
.figures td, .figures thead th { text-align: right; font-variant-numeric: tabular-nums; }
.figures td:nth-child(2), .figures thead th:first-child { text-align: left; }
.figures .documented { color: var(--quiet); }
.figures .measured th { color: transparent; }
.failure { border: 1px solid var(--line); border-left: 4px solid var(--found); border-radius: 6px; padding: .9rem 1.1rem; margin: 0 0 1rem; }
.failure.unexpected { border-left-color: var(--bad); }
.failure.unexpected h3 { color: var(--bad); }
.failure:target { outline: 2px solid var(--link); outline-offset: 2px; }
.place { color: var(--quiet); margin: .1rem 0 .6rem; font-size: .875rem; }
.cause, .passing { margin: .3rem 0; }
.clauses { margin: .2rem 0 .5rem; padding-left: 1.4rem; }
.command { display: flex; gap: .5rem; align-items: start; background: var(--raised); border-radius: 4px; padding: .45rem .6rem; margin: .6rem 0; }
.command code { flex: 1; user-select: all; }
button { font: inherit; font-size: .8125rem; color: inherit; background: var(--paper); border: 1px solid var(--line); border-radius: 4px; padding: 0 .5rem; cursor: pointer; }
summary { cursor: pointer; font-size: .875rem; margin: .4rem 0; }
.steps td:nth-child(-n+2) { text-align: right; font-variant-numeric: tabular-nums; color: var(--quiet); white-space: nowrap; }
.steps .lane, .steps td:nth-child(n+3) { border-left: 1px solid var(--line); }
.steps .event { min-width: 9rem; }
.outcome { color: var(--quiet); overflow-wrap: anywhere; }
.held .event { background: var(--found-back); }
.hold { color: var(--found); font-size: .8125rem; }
.violating td { background: var(--bad-back); }
.violating .event { outline: 2px solid var(--bad); outline-offset: -2px; }
.mark { color: var(--bad); }
.left-out td { text-align: center; color: var(--quiet); }
.kinds { display: grid; grid-template-columns: max-content 1fr; gap: .25rem 1rem; font-size: .875rem; }
.kinds dt { font-weight: 600; }
@media print { body { max-width: none; padding: 0; } .copy { display: none; } .failure { break-inside: avoid; } }
`;
