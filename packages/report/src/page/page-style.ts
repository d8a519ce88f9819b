/** The look of a page: light and dark, on paper, and at any width. */
export const pageStyle = String.raw`
:root { color-scheme: light dark; --ink: #16191d; --soft: #4a5058; --paper: #ffffff;
  --card: #f3f5f7; --line: #c3c9d0; --link: #00538f; --bad: #a8160e; --badpaper: #fdecea;
  --warn: #7a4b00; --warnpaper: #fff4dc; --good: #00563f; --bar: #0072b2; --mark: #ffe27a; }
@media (prefers-color-scheme: dark) { :root { --ink: #e8eaed; --soft: #b3bac2; --paper: #14171a;
  --card: #20252a; --line: #48505a; --link: #7cc4ff; --bad: #ff9c94; --badpaper: #3a1714;
  --warn: #ffcf6b; --warnpaper: #362a0e; --good: #6fdcb6; --bar: #56b4e9; --mark: #6b5600; } }
* { box-sizing: border-box; }
html { scroll-padding-top: 1rem; }
body { margin: 0; color: var(--ink); background: var(--paper);
  font: 15px/1.45 system-ui, "Segoe UI", "DejaVu Sans", Arial, sans-serif; }
header, main { max-width: 86rem; margin: 0 auto; padding: 0.75rem 1rem; }
h1 { font-size: 1.5rem; margin: 0.25rem 0; overflow-wrap: anywhere; }
h2 { font-size: 1.2rem; margin: 1.75rem 0 0.5rem; padding-top: 0.5rem;
  border-top: 2px solid var(--line); }
h3 { font-size: 1rem; margin: 1rem 0 0.25rem; }
a { color: var(--link); }
a:focus-visible, summary:focus-visible, button:focus-visible, input:focus-visible,
.scroll:focus-visible { outline: 3px solid var(--link); outline-offset: 2px; }
.skip { position: absolute; left: -100rem; }
.skip:focus { left: 0.5rem; top: 0.5rem; background: var(--paper); padding: 0.5rem; z-index: 2; }
.about, .soft { color: var(--soft); }
.about { margin: 0; }
nav ul { list-style: none; display: flex; flex-wrap: wrap; gap: 0.25rem 1rem; padding: 0;
  margin: 0.75rem 0; }
.tools { display: flex; flex-wrap: wrap; gap: 0.5rem; align-items: center; }
.tools input { flex: 1 1 12rem; min-width: 0; max-width: 28rem; }
input, button { font: inherit; color: inherit; background: var(--paper);
  border: 1px solid var(--soft); border-radius: 4px; padding: 0.3rem 0.6rem; }
button { cursor: pointer; background: var(--card); }
.cards { display: grid; grid-template-columns: repeat(auto-fit, minmax(13rem, 1fr)); gap: 0.75rem;
  padding: 0; margin: 0.75rem 0; list-style: none; }
.cards li { background: var(--card); border-left: 5px solid var(--line); border-radius: 4px;
  padding: 0.6rem 0.8rem; }
.cards strong { display: block; font-size: 1.05rem; overflow-wrap: anywhere; }
.cards .bad { border-color: var(--bad); }
.cards .warn { border-color: var(--warn); }
.cards .good { border-color: var(--good); }
.word { font-weight: 700; }
.bad .word, .word.bad, .bad-text { color: var(--bad); }
.warn .word, .word.warn { color: var(--warn); }
.good .word, .word.good { color: var(--good); }
.note, .finding { background: var(--card); border-left: 5px solid var(--line); border-radius: 4px;
  padding: 0.5rem 0.75rem; margin: 0.5rem 0; overflow-wrap: anywhere; }
.finding.bad { background: var(--badpaper); border-color: var(--bad); }
.finding.warn { background: var(--warnpaper); border-color: var(--warn); }
.finding p { margin: 0.15rem 0; }
.remedy { white-space: pre-wrap; }
code, pre { font: 0.9em/1.4 ui-monospace, "DejaVu Sans Mono", monospace; overflow-wrap: anywhere; }
pre { margin: 0.25rem 0; }
details { margin: 0.25rem 0; }
details > summary { cursor: pointer; padding: 0.3rem 0.5rem; background: var(--card);
  border-radius: 4px; overflow-wrap: anywhere; }
details details { margin-left: 1rem; }
details.set, details.node { content-visibility: auto; contain-intrinsic-size: auto 2.2rem; }
summary .soft { margin-left: 0.5rem; }
.outline p { margin: 0.1rem 0 0.1rem 1.5rem; overflow-wrap: anywhere; }
.scroll { overflow-x: auto; max-width: 100%; }
.drawing { background: #ffffff; border: 1px solid var(--line); border-radius: 4px; }
.drawing svg { display: block; max-width: 100%; min-width: 44rem; height: auto; }
.drawing.large svg { min-width: 83rem; }
table { border-collapse: collapse; width: 100%; margin: 0.4rem 0; }
table:has(thead th:nth-child(5)) { min-width: 46rem; }
caption { text-align: left; color: var(--soft); padding: 0.2rem 0; }
th, td { text-align: left; vertical-align: top; padding: 0.25rem 0.7rem 0.25rem 0;
  border-bottom: 1px solid var(--line); }
td { overflow-wrap: break-word; }
th[scope=row] { overflow-wrap: anywhere; min-width: 7rem; max-width: 24rem; }
td.number, th.number { text-align: right; white-space: nowrap; overflow-wrap: normal; }
tr.bad > * { background: var(--badpaper); color: var(--bad); }
tr:target > *, details:target > summary { outline: 3px solid var(--bar); outline-offset: -2px; }
.time { white-space: nowrap; }
td svg { display: block; width: 100%; min-width: 8rem; height: 0.9rem; margin-top: 0.25rem; }
.bar { fill: var(--bar); } .track { fill: var(--card); } .bar.slow { fill: var(--warn); }
[hidden] { display: none !important; }
@media (max-width: 600px) { body { font-size: 14px; } details details { margin-left: 0.4rem; }
  th, td { padding-right: 0.4rem; } }
@media print { .tools, nav, .skip { display: none; } body { font-size: 10pt; }
  details.set, details.node { content-visibility: visible; } .finding, tr { break-inside: avoid; } }
@media (prefers-reduced-motion: no-preference) { html { scroll-behavior: smooth; } }
`;
