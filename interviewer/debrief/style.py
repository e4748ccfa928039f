"""The look of a report: one style sheet, light and dark, on screen and on paper."""

from __future__ import annotations

SHEET = """
:root { color-scheme: light dark; --paper: #fbfaf7; --card: #ffffff; --ink: #1c1b19; --soft: #66625b;
  --line: #e4e0d8; --accent: #1f5f5b; --quote: #fff0c2; --quote-ink: #4a3600; --warn: #8a3b12;
  --warn-paper: #fdf1e7;
  --speech: #2b7a75; --wait: #d8d2c6; }
@media (prefers-color-scheme: dark) { :root { --paper: #171715; --card: #20201d; --ink: #ebe8e1;
  --soft: #a5a097;
  --line: #35332f; --accent: #7cc4bd; --quote: #4a3d14; --quote-ink: #ffe7a3; --warn: #f0b08a;
  --warn-paper: #33231a;
  --speech: #5fb3ab; --wait: #4a4741; } }
* { box-sizing: border-box; }
body { margin: 0; background: var(--paper); color: var(--ink);
  font: 16px/1.6 system-ui, -apple-system, "Segoe UI", "Noto Sans", "DejaVu Sans", sans-serif; }
main { max-width: 52rem; margin: 0 auto; padding: 3rem 1.25rem 4rem; }
h1 { font: 600 1.9rem/1.25 Georgia, "Noto Serif", "DejaVu Serif", serif; margin: .2rem 0 .8rem;
  text-wrap: balance; }
h2 { font: 600 1.25rem/1.3 Georgia, "Noto Serif", "DejaVu Serif", serif; margin: 3rem 0 1rem; }
p { margin: 0; }
.eyebrow { color: var(--accent); font-size: .8rem; font-weight: 600; letter-spacing: .06em;
  text-transform: uppercase; }
.soft { color: var(--soft); font-size: .875rem; }
.notes { list-style: none; margin: 1.5rem 0 0; padding: .75rem 1rem; background: var(--warn-paper);
  color: var(--warn); border-left: 3px solid var(--warn); border-radius: 4px; }
.figures { display: grid; grid-template-columns: repeat(auto-fit, minmax(8.75rem, 1fr)); gap: .75rem;
  margin: 2rem 0 0; padding: 0; list-style: none; }
.figures + .soft { margin-top: .75rem; }
.figures li { background: var(--card); border: 1px solid var(--line); border-radius: 8px;
  padding: .8rem 1rem; }
.figures strong { display: block; font: 600 1.35rem/1.3 Georgia, "Noto Serif", "DejaVu Serif", serif;
  font-variant-numeric: tabular-nums; }
.figures span { display: block; color: var(--soft); font-size: .8rem; line-height: 1.4; }
article { background: var(--card); border: 1px solid var(--line); border-radius: 10px; margin: 0 0 1rem;
  padding: 1.1rem 1.25rem 1.2rem; break-inside: avoid; }
article.passing { background: none; border-style: dashed; }
article header { display: flex; flex-wrap: wrap; gap: .15rem .75rem; align-items: baseline; }
article header b { font-weight: 600; }
time { color: var(--soft); font-size: .8rem; font-variant-numeric: tabular-nums; margin-left: auto; }
.asked { margin: .35rem 0 0; font-size: 1.05rem; }
mark { background: var(--quote); color: var(--quote-ink); border-radius: 3px; padding: .05em .15em;
  -webkit-box-decoration-break: clone; box-decoration-break: clone; print-color-adjust: exact; }
.false { color: var(--warn); font-size: .875rem; margin-top: .4rem; }
.answer { margin: 1rem 0 0; padding: 0 0 0 1rem; border-left: 3px solid var(--accent); }
.answer + .answer { margin-top: 1.25rem; }
.answer header { margin-bottom: .2rem; }
.said { white-space: pre-line; overflow-wrap: anywhere; }
.none { color: var(--soft); font-style: italic; }
.measured { color: var(--soft); font-size: .85rem; margin-top: .5rem; font-variant-numeric: tabular-nums; }
svg { display: block; width: 100%; height: 12px; margin-top: .55rem; }
.speech { fill: var(--speech); } .wait { fill: var(--wait); }
audio { display: block; width: 100%; height: 2.2rem; margin-top: .6rem; }
table { width: 100%; border-collapse: collapse; margin-top: 1rem; font-size: .9rem; }
th, td { text-align: left; vertical-align: top; padding: .55rem .75rem .55rem 0;
  border-top: 1px solid var(--line); }
th { font-weight: 600; width: 34%; } th .soft { font-weight: 400; }
h3 { font-size: .95rem; margin: 1.75rem 0 0; color: var(--accent); }
td:last-child { color: var(--soft); white-space: nowrap;
  padding-right: 0; }
tr { break-inside: avoid; }
a { color: var(--accent); font-size: .8rem; font-variant-numeric: tabular-nums; text-decoration: none;
  white-space: nowrap; }
a:hover, a:focus { text-decoration: underline; }
.steps { margin: 0; padding: 0; list-style: none; counter-reset: step; display: grid; gap: .75rem; }
.steps li { counter-increment: step; background: var(--card); border: 1px solid var(--line); border-radius: 10px;
  padding: .9rem 1.1rem .9rem 3.1rem; position: relative; }
.steps li::before { content: counter(step); position: absolute; left: 1.1rem; top: .8rem; color: var(--accent);
  font: 600 1.35rem/1.3 Georgia, "Noto Serif", "DejaVu Serif", serif; }
.steps strong { display: block; font-weight: 600; }
.timeline { height: auto; } .timeline text { font-size: 11px; }
.minute { fill: var(--soft); } .mark { fill: var(--warn); text-anchor: middle; }
.axis { stroke: var(--line); } .pace { fill: none; stroke: var(--ink); stroke-width: 1.2; }
.middle { stroke: var(--line); stroke-dasharray: 4 4; }
.you { fill: var(--speech); } .gap { fill: var(--paper); opacity: .75; }
.stood { fill: var(--wait); opacity: .5; }
.seat0 { fill: #7a4a86; } .seat1 { fill: #a2662f; } .seat2 { fill: #4f6ea8; }
.section0 { fill: #2b7a75; } .section1 { fill: #a2662f; } .section2 { fill: #4f6ea8; } .section3 { fill: #7a4a86; }
.named { fill: #fff; } .due { stroke: var(--warn); stroke-width: 1.5; stroke-dasharray: 4 3; }
table.talk th[scope=col] { font-weight: 400; font-size: .8rem; color: var(--soft); width: auto; }
table.talk td { white-space: normal; font-variant-numeric: tabular-nums; }
.legend { word-spacing: .05em; } .legend b { font-weight: 400; color: var(--warn); margin-left: .8em; }
.key { display: inline-block; width: .8em; height: .8em; border-radius: 2px; margin: 0 .35em 0 .8em;
  print-color-adjust: exact; }
.key.seat0 { background: #7a4a86; margin-left: 0; } .key.you { background: var(--speech); }
.key.stood { background: var(--wait); }
table.counts td, table.ladders td, table.grid td { text-align: center; white-space: normal; color: var(--ink);
  padding-right: .3rem; }
table.counts th[scope=col], table.ladders th[scope=col], table.grid th[scope=col] { width: auto;
  text-align: center; font-size: .8rem; font-weight: 400; color: var(--soft); padding-right: .3rem; }
table.counts td { font-size: 1.1rem; font-variant-numeric: tabular-nums; }
table.grid { table-layout: fixed; } table.grid thead td { width: 26%; }
table.grid th[scope=row] { font-weight: 400; }
table.grid th[scope=col] { font-size: .7rem; line-height: 1.3; overflow-wrap: break-word; }
table.grid td a { display: block; font-size: .7rem; }
table.ladders th[scope=row] { font-weight: 400; } table.ladders tr > :last-child { text-align: left !important; }
table.list td { white-space: normal; } table.list td:last-child { white-space: nowrap; }
.well { background: color-mix(in srgb, var(--speech) 18%, transparent); print-color-adjust: exact; }
.ill { background: var(--quote); color: var(--quote-ink) !important; print-color-adjust: exact; }
.counts .zero, .empty { color: var(--soft) !important; }
.evidenced span, .substantial, .partial { color: var(--accent); } .conceded span, .thin { color: var(--warn); }
summary { cursor: pointer; color: var(--accent); margin-top: .75rem; }
.takes { margin-top: 1.1rem; border-top: 1px solid var(--line); padding-top: .6rem; }
.takes h3 { margin: 0 0 .6rem; font-size: 1rem; }
.takes > div { display: grid; grid-template-columns: repeat(auto-fit, minmax(17rem, 1fr)); gap: .75rem;
  margin-bottom: .6rem; }
.takes > div > section { background: var(--paper); border: 1px solid var(--line); border-radius: 8px;
  padding: .7rem .9rem; break-inside: avoid; }
.takes dl { display: grid; grid-template-columns: auto 1fr; gap: .1rem .8rem; margin: .5rem 0; font-size: .8rem; }
.takes dt { color: var(--soft); } .takes dd { margin: 0; font-variant-numeric: tabular-nums; }
.takes ul { margin: .4rem 0 0; padding-left: 1.1rem; font-size: .875rem; }
footer { margin-top: 3rem; padding-top: 1rem; border-top: 1px solid var(--line); color: var(--soft);
  font-size: .8rem; }
@media print { :root { --paper: #fff; --card: #fff; --ink: #000; --soft: #444; --line: #ccc;
  --accent: #1f5f5b;
  --quote: #fff0c2; --quote-ink: #000; --warn: #8a3b12; --warn-paper: #fff; --speech: #2b7a75;
  --wait: #d8d2c6; }
  body { font-size: 10.5pt; } main { max-width: none; padding: 0; } audio { display: none; } }
"""
