"""The style sheet of the printed report: serif for evidence, sans for what we say about it."""

STYLE = """
:root {
  color-scheme: light dark;
  --serif: "Iowan Old Style", Charter, "Source Serif 4", "Noto Serif", Cambria, Georgia, serif;
  --sans: -apple-system, BlinkMacSystemFont, "Segoe UI", Roboto, "Noto Sans", Arial, sans-serif;
  --paper: #fdfdfb; --sheet: #f5f5f1; --ink: #16181c; --soft: #464a52; --rule: #dcdcd5;
  --good: #17603a; --good-sheet: #e7f3ea; --fair: #6b5200; --fair-sheet: #fbf3d5;
  --bad: #a3201d; --bad-sheet: #fcebe7; --none: #4a4e57; --none-sheet: #ececea;
}
@media (prefers-color-scheme: dark) {
  :root {
    --paper: #15171b; --sheet: #1d2025; --ink: #e9e7e1; --soft: #bdbcb6; --rule: #33363c;
    --good: #8fd6a8; --good-sheet: #17291e; --fair: #ecd382; --fair-sheet: #2d2714;
    --bad: #ff9d90; --bad-sheet: #351d1b; --none: #b9bcc4; --none-sheet: #26282d;
  }
}
* { box-sizing: border-box; }
body { margin: 0; background: var(--paper); color: var(--ink); font: 1rem/1.55 var(--sans); }
header, main, footer { max-width: 78rem; margin: 0 auto; padding: 1.5rem; }
header { border-bottom: 1px solid var(--rule); }
h1 { font: 600 1.6rem/1.2 var(--serif); margin: 0 0 .4rem; overflow-wrap: anywhere; }
p { margin: .4rem 0; }
.sum { list-style: none; display: flex; flex-wrap: wrap; gap: .5rem; padding: 0; margin: .8rem 0 0; }
.badge { display: inline-block; padding: .1rem .55rem; border-radius: 1rem; font-size: .84rem; }
.good { color: var(--good); background: var(--good-sheet); border-color: var(--good); }
.fair { color: var(--fair); background: var(--fair-sheet); border-color: var(--fair); }
.bad { color: var(--bad); background: var(--bad-sheet); border-color: var(--bad); }
.none { color: var(--none); background: var(--none-sheet); border-color: var(--none); }
.passage { display: grid; gap: 1rem 2.5rem; padding: .9rem 0; }
.passage { border-top: 1px solid var(--rule); border-bottom: 1px solid var(--rule); }
.passage + .passage { border-top: 0; }
.story { font: 1.08rem/1.65 var(--serif); white-space: pre-wrap; overflow-wrap: anywhere; margin: 0; }
h2.story { font-weight: 600; font-size: 1.25rem; line-height: 1.3; margin: 1.4rem 0 .6rem; }
main > .story { max-width: 36rem; margin: .8rem 0; }
.story mark { border-bottom: 2px solid; padding: .05em .1em; font-weight: 400; }
.story mark sup { font: 600 .68rem var(--sans); }
.story mark a { color: inherit; text-decoration: none; }
.card { border-left: 4px solid; border-radius: 3px; margin: 0 0 1rem; padding: .7rem .95rem; }
.card { color: var(--ink); background: var(--sheet); }
.card.good { border-color: var(--good); } .card.fair { border-color: var(--fair); }
.card.bad { border-color: var(--bad); } .card.none { border-color: var(--none); }
.card h3 { font-size: 1rem; margin: 0 0 .3rem; }
.card blockquote { margin: .6rem 0; font: 1.02rem/1.6 var(--serif); white-space: pre-wrap; }
.card blockquote { overflow-wrap: anywhere; }
.card .around { color: var(--soft); }
.card dl { display: grid; grid-template-columns: max-content 1fr; gap: .1rem .8rem; margin: .5rem 0; }
.card dl { font-size: .84rem; } .card dt { color: var(--soft); } .card dd { margin: 0; }
.card dd { overflow-wrap: anywhere; } code { font-size: .95em; overflow-wrap: anywhere; }
.card details { font-size: .84rem; } .said { font-family: var(--serif); font-style: italic; }
ins { color: var(--bad); background: var(--bad-sheet); text-decoration: underline 2px; }
del { color: var(--soft); background: var(--none-sheet); text-decoration: line-through; }
.by-hand table { border-collapse: collapse; font-size: .9rem; width: 100%; }
.by-hand th { text-align: left; color: var(--soft); font-weight: 400; }
.by-hand td, .by-hand th { border-top: 1px solid var(--rule); padding: .25rem .8rem .25rem 0; }
.by-hand td { vertical-align: top; overflow-wrap: anywhere; } .by-hand a { color: inherit; }
.key { font-size: .84rem; color: var(--soft); }
@media (min-width: 60rem) { .passage { grid-template-columns: minmax(0, 1fr) minmax(0, 1fr); } }
@media print {
  body { font-size: 10pt; background: #fff; color: #000; }
  header, main, footer { max-width: none; padding: 0 0 .8rem; }
  .card { break-inside: avoid; background: none; border: 1px solid #888; border-left-width: 4px; }
  .card details > * { display: block; }
}
"""
