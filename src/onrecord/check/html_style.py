"""The style sheet of the report: serif for evidence, sans for what we say about it."""

STYLE = """
:root {
  color-scheme: light dark;
  --serif: "Iowan Old Style", Charter, "Source Serif 4", "Noto Serif", Cambria, Georgia, serif;
  --sans: -apple-system, BlinkMacSystemFont, "Segoe UI", Roboto, "Noto Sans", Arial, sans-serif;
  --paper: #fdfdfb; --sheet: #f5f5f1; --ink: #16181c; --soft: #464a52; --rule: #dcdcd5;
  --good: #17603a; --good-sheet: #e2f1e7; --fair: #6b5200; --fair-sheet: #fbf3d5;
  --bad: #a3201d; --bad-sheet: #fce6e1; --none: #4a4e57; --none-sheet: #ececea;
}
@media (prefers-color-scheme: dark) {
  :root {
    --paper: #15171b; --sheet: #1d2025; --ink: #e9e7e1; --soft: #bdbcb6; --rule: #33363c;
    --good: #8fd6a8; --good-sheet: #17291e; --fair: #ecd382; --fair-sheet: #2d2714;
    --bad: #ff9d90; --bad-sheet: #351d1b; --none: #b9bcc4; --none-sheet: #26282d;
  }
}
* { box-sizing: border-box; }
html { scroll-padding-top: 4rem; }
body { margin: 0; background: var(--paper); color: var(--ink); font: 1rem/1.5 var(--sans); }
header, main, footer, nav { max-width: 82rem; margin: 0 auto; padding: 1.2rem 1.5rem; }
h1 { font: 600 1.7rem/1.2 var(--serif); margin: 0 0 .4rem; overflow-wrap: anywhere; }
h2 { font: 600 1.15rem/1.3 var(--sans); margin: 1.2rem 0 .4rem; }
p { margin: .35rem 0; }
a { color: inherit; }
code { font-size: .92em; overflow-wrap: anywhere; }
table { border-collapse: collapse; width: 100%; font-size: .88rem; }
td, th { vertical-align: top; text-align: left; padding: .28rem .8rem .28rem 0; }
td { overflow-wrap: anywhere; }
tbody tr { border-top: 1px solid var(--rule); }
thead th { color: var(--soft); font-weight: 400; }
.sum { list-style: none; display: flex; flex-wrap: wrap; gap: .4rem; padding: 0; margin: .7rem 0 0; }
.badge { display: inline-block; padding: .05rem .5rem; border-radius: 1rem; font-size: .82rem;
  font-weight: 600; text-decoration: none; white-space: nowrap; }
.good { color: var(--good); background: var(--good-sheet); border-color: var(--good); }
.fair { color: var(--fair); background: var(--fair-sheet); border-color: var(--fair); }
.bad { color: var(--bad); background: var(--bad-sheet); border-color: var(--bad); }
.none { color: var(--none); background: var(--none-sheet); border-color: var(--none); }
.first td:first-child { width: 4.5rem; } .first td:nth-child(2) { width: 13rem; }
.first td:nth-child(3) { width: 12rem; } .first td:last-child { font-family: var(--serif); }
.since { border: 1px solid var(--rule); border-radius: 3px; padding: .2rem 1rem .6rem; }
.since { margin: 1rem 0; }
.clear { color: var(--good); font-weight: 600; }
input[name=show] { position: absolute; opacity: 0; pointer-events: none; }
nav { position: sticky; top: 0; z-index: 1; display: flex; flex-wrap: wrap; gap: .4rem; }
nav { background: var(--paper); border-bottom: 1px solid var(--rule); padding-block: .55rem; }
nav label { border: 1px solid var(--rule); border-radius: 1rem; padding: .1rem .75rem; }
nav label { cursor: pointer; font-size: .86rem; } nav strong { font-weight: 600; }
#show-all:checked ~ nav [for=show-all], #show-open:checked ~ nav [for=show-open],
#show-fair:checked ~ nav [for=show-fair], #show-signed:checked ~ nav [for=show-signed],
#show-none:checked ~ nav [for=show-none] { background: var(--ink); color: var(--paper); }
input:focus-visible ~ nav { outline: 2px solid var(--ink); outline-offset: -2px; }
#show-open:checked ~ main .card:not(.is-open), #show-open:checked ~ main > :not(.has-open),
#show-fair:checked ~ main .card:not(.is-fair), #show-fair:checked ~ main > :not(.has-fair),
#show-signed:checked ~ main .card:not(.is-signed), #show-signed:checked ~ main > :not(.has-signed),
#show-none:checked ~ main .card:not(.is-none), #show-none:checked ~ main > :not(.has-none)
  { display: none; }
.passage { display: grid; gap: .8rem 2.5rem; padding: 1rem 0; border-top: 1px solid var(--rule); }
.story { font: 1.08rem/1.65 var(--serif); white-space: pre-wrap; overflow-wrap: anywhere; margin: 0; }
h2.story { font-weight: 600; font-size: 1.3rem; line-height: 1.3; margin: 1.4rem 0 .6rem; }
main > .story { max-width: 37rem; margin: .8rem 0; }
.story mark { border-bottom: 2px solid; padding: .05em .1em; font-weight: 400; }
.story mark { -webkit-box-decoration-break: clone; box-decoration-break: clone; }
.story mark sup { font: 600 .68rem var(--sans); line-height: 0; white-space: nowrap; }
.story mark a { text-decoration: none; padding: .4em .15em; }
mark:target { outline: 2px solid; outline-offset: 2px; }
.card { border-left: 4px solid; border-radius: 3px; margin: 0 0 1rem; padding: .7rem 1rem; }
.card { color: var(--ink); background: var(--sheet); }
.card:target { outline: 2px solid var(--ink); outline-offset: 2px; }
.card.good { border-color: var(--good); } .card.fair { border-color: var(--fair); }
.card.bad { border-color: var(--bad); } .card.none { border-color: var(--none); }
.card h3 { font-size: 1rem; margin: 0 0 .35rem; }
.card.good .badge { background: var(--good-sheet); color: var(--good); }
.by, .unstated { font-size: .88rem; color: var(--soft); }
.verdict { font-weight: 600; } .notes { margin: .2rem 0; padding-left: 1.1rem; font-size: .92rem; }
.notes:empty { display: none; } .near, .line { color: var(--soft); font-size: .9rem; }
.change { font-size: .9rem; font-weight: 600; } .line { display: none; }
.signed.stands { color: var(--good); } .signed.reopened { color: var(--bad); }
p.signed { font-size: .9rem; }
.card blockquote { margin: .6rem 0; padding: .5rem .8rem; background: var(--paper); }
.card blockquote { font: 1.02rem/1.6 var(--serif); overflow-wrap: anywhere; }
.card .around { color: var(--soft); }
.card dl { margin: .5rem 0; font-size: .84rem; display: flex; flex-wrap: wrap; gap: .1rem 1.3rem; }
.card dl div { display: flex; gap: .4rem; max-width: 100%; } .card dt { color: var(--soft); }
.card dd { margin: 0; overflow-wrap: anywhere; }
.card details { font-size: .84rem; } .card ol { margin: .3rem 0; padding-left: 1.4rem; }
.held { font-size: .84rem; margin-top: .5rem; } .held th { font-weight: 400; color: var(--soft); }
.held td:first-child { width: 1.6rem; font-weight: 600; } .held td, .held th { padding-block: .15rem; }
.held .differs td:first-child { color: var(--bad); } .held .agrees td:first-child { color: var(--good); }
.held .not-stated { color: var(--soft); }
ins { color: var(--bad); background: var(--bad-sheet); text-decoration: underline 2px; }
del { color: var(--bad); background: var(--bad-sheet); text-decoration: line-through; }
.slight { color: var(--soft); background: var(--none-sheet); }
.list { margin: 1.5rem 0; } .by-hand td:first-child { width: 1.6rem; }
.key { font-size: .84rem; color: var(--soft); border-top: 1px solid var(--rule); }
@media (min-width: 60rem) {
  .passage { grid-template-columns: minmax(0, 5fr) minmax(0, 6fr); }
  .passage > div:first-child > .story { position: sticky; top: 4rem; }
}
@media (max-width: 40rem) {
  nav { flex-wrap: nowrap; overflow-x: auto; white-space: nowrap; }
  header, main, footer, nav { padding-inline: 1rem; }
  .first tr { display: grid; grid-template-columns: 4rem 1fr; padding: .3rem 0; }
  .first td { width: auto !important; padding: .05rem 0; } .first td:nth-child(3) { grid-column: 2; }
  .first td:last-child { grid-column: 2; } .card { padding: .6rem .7rem; }
}
@media print {
  @page { margin: 16mm 14mm; }
  :root { --paper: #fff; --sheet: #fff; --ink: #000; --soft: #444; --rule: #bbb; --good: #17603a;
    --fair: #6b5200; --bad: #a3201d; --none: #4a4e57; --good-sheet: #fff; --fair-sheet: #fff;
    --bad-sheet: #fff; --none-sheet: #fff; }
  body { font-size: 8.5pt; line-height: 1.4; }
  .sum, .badge { font-size: 8pt; } .card dl, .notes, .by, .unstated, table { font-size: 7.8pt; }
  .card dl { margin: .25rem 0; gap: 0 .9rem; } .first td { padding-block: .1rem; }
  nav, input { display: none; }
  header, main, footer { max-width: none; padding: 0 0 .8rem; }
  .passage { grid-template-columns: minmax(0, 2fr) minmax(0, 3fr); gap: .4rem 1.2rem; padding: .6rem 0; }
  .passage > div:first-child > .story { position: static; }
  .story { font-size: 9.5pt; line-height: 1.45; }
  .card blockquote { font-size: 9pt; line-height: 1.4; padding: 0; margin: .25rem 0; }
  .card { border: 1px solid #999; border-left-width: 4px; padding: .3rem .5rem; margin: 0 0 .4rem; }
  .card h3, .by, .verdict { break-after: avoid; } .card blockquote, tr, dl { break-inside: avoid; }
  h2 { break-after: avoid; } .line { display: block; margin-top: .6rem; font-size: 8pt; }
  .badge { border: 1px solid; }
}
"""
