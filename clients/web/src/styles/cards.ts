import { css } from "lit";

/** Cards: question, list, form, receipt, progress. */
export const cards = css`
  .card { background: var(--card); border: 1px solid var(--line); border-radius: 16px; padding: 1.3em 1.4em; display: grid; gap: 1.1em; grid-template-columns: minmax(0, 1fr); }
  .card > h3, .title { font-size: 1.25em; font-weight: 700; line-height: 1.45; }
  .card.old { background: transparent; padding: 0.8em 1.1em; gap: 0.4em; }
  .card.old > h3 { font-size: 1em; font-weight: 400; color: var(--soft); }
  .notice { border-radius: 14px; padding: 0.9em 1.2em; background: var(--accent-soft); display: grid; gap: 0.6em; }
  .notice.warning { background: var(--warn-soft); color: var(--warn); }
  .notice.emergency { background: var(--bad-soft); color: var(--bad); border: 2px solid var(--bad); font-size: 1.15em; font-weight: 600; }
  .phone { font-size: 1.4em; font-weight: 700; letter-spacing: 0.05em; }

  .choices { display: grid; gap: 0.6em; grid-template-columns: minmax(0, 1fr); }
  :host(:not([narrow])) .choices.short { grid-template-columns: repeat(2, minmax(0, 1fr)); }
  .choice { display: flex; gap: 0.7em; align-items: center; text-align: left; width: 100%; min-height: max(52px, 3.1em); padding: 0.55em 1em; border: 1px solid var(--edge); border-radius: 12px; background: var(--card); cursor: pointer; overflow-wrap: anywhere; }
  .choice:hover { border-color: var(--accent); background: var(--accent-soft); }
  .choice.chosen { border-color: var(--accent); box-shadow: inset 0 0 0 1px var(--accent); background: var(--accent-soft); }
  .choice > span { flex: 1; min-width: 0; }
  .choice .small { display: block; }
  .entry { display: flex; gap: 0.6em; align-items: center; flex-wrap: wrap; }
  .entry input { flex: 1 1 9em; width: auto; min-width: 0; }
  .entry .unit { flex: none; }
  .beside { border-top: 1px solid var(--line); padding-top: 0.5em; margin-bottom: -0.5em; }
  .beside .row { gap: 0 0.4em; margin-left: -0.6em; }

  .listing { padding: 0; gap: 0; overflow: hidden; }
  .listing > header { padding: 1.3em 1.4em 1.1em; border-bottom: 1px solid var(--line); display: grid; gap: 0.3em; }
  .figures { display: flex; flex-wrap: wrap; gap: 0.3em 1.6em; margin-top: 0.5em; }
  .listing > header .notice { margin-top: 0.7em; }
  .figures b { font-size: 1.5em; font-weight: 700; color: var(--accent-deep); line-height: 1.2; }
  .block { padding: 1.3em 1.4em; border-top: 1px solid var(--line); display: grid; gap: 1em; grid-template-columns: minmax(0, 1fr); }
  header + .block { border-top: 0; }
  .block > h4 { font-size: 1.12em; font-weight: 700; }
  .group { display: grid; gap: 0.1em; grid-template-columns: minmax(0, 1fr); }
  .group > h3, .group > h4, .group > h5 { margin: 0; font-size: 1em; font-weight: 600; color: var(--accent-deep); padding: 0.1em 0 0.1em 0.65em; border-left: 4px solid var(--accent); line-height: 1.5; }
  .item { padding: 0.85em 0; border-bottom: 1px solid var(--line); display: grid; gap: 0.25em; grid-template-columns: minmax(0, 1fr); }
  .item:last-child { border-bottom: 0; padding-bottom: 0.2em; }
  .item > .name { font-weight: 600; overflow-wrap: anywhere; }
  .facts { display: grid; grid-template-columns: max-content minmax(0, 1fr); gap: 0.15em 1em; }
  .facts dt { color: var(--soft); }
  .facts dd { overflow-wrap: anywhere; }
  .facts ol { counter-reset: step; }
  .facts ol > li { counter-increment: step; padding-left: 1.5em; position: relative; }
  .facts ol > li::before { content: counter(step) "."; position: absolute; left: 0; color: var(--soft); }
  .mark { display: inline-block; font-size: var(--small); color: var(--warn); background: var(--warn-soft); border-radius: 6px; padding: 0 0.5em; line-height: 1.6; font-weight: 400; }
  .chip { display: inline-block; font-size: var(--small); font-weight: 600; border-radius: 8px; padding: 0.05em 0.6em; border: 1px solid var(--edge); color: var(--ink); background: var(--card); line-height: 1.6; }
  .chip.carry { color: var(--accent-deep); border-color: var(--accent); background: var(--accent-soft); }
  .chip.give { color: #fff; background: var(--accent); border-color: var(--accent); }
  .chip.free { border-style: dashed; color: var(--soft); }
  .chip.open { color: var(--warn); border-color: #b98b3c; background: var(--warn-soft); }
  .chip.bad { color: var(--bad); border-color: var(--bad); background: var(--bad-soft); }
  .material { display: grid; grid-template-columns: minmax(0, 1fr) auto; gap: 0.1em 0.8em; align-items: start; }
  .material > .rest { grid-column: 1 / -1; }
  .material .name { font-weight: 600; }
  :host([narrow]) .material { grid-template-columns: minmax(0, 1fr); }
  :host([narrow]) .material > .chip { justify-self: start; }
  .either { border-left: 3px solid var(--line); padding-left: 0.9em; }
  .reasons { display: grid; gap: 0.3em; padding: 0 0 0.4em 1.2em; font-size: var(--small); color: var(--soft); }
  .bullets > li { position: relative; padding-left: 1.1em; }
  .bullets > li::before { content: ""; position: absolute; left: 0.15em; top: 0.7em; width: 0.4em; height: 0.4em; border-radius: 50%; background: var(--accent); }
  .bullets > li + li { margin-top: 0.5em; }
  .actions { display: flex; flex-wrap: wrap; gap: 0.6em; align-items: center; }
  .block.actions { display: flex; }

  .steps { display: grid; gap: 0.3em; grid-template-columns: repeat(4, minmax(0, 1fr)); }
  .steps > li { border-top: 4px solid var(--line); padding-top: 0.4em; font-size: var(--small); color: var(--soft); }
  .steps > li.done { border-color: var(--accent); }
  .steps > li.now { border-color: var(--accent); color: var(--accent-deep); font-weight: 700; }
  fieldset { min-width: 0; display: grid; gap: 1em; grid-template-columns: minmax(0, 1fr); }
  legend { font-weight: 700; font-size: 1.08em; padding-bottom: 0.4em; }
  .field-grid { display: grid; gap: 1.1em 1.2em; grid-template-columns: minmax(0, 1fr); }
  :host(:not([narrow])) .field-grid { grid-template-columns: repeat(2, minmax(0, 1fr)); }
  .field-grid .wide { grid-column: 1 / -1; }
  .formfield { display: grid; gap: 0.2em; align-content: start; min-width: 0; }
  .formfield > label { font-weight: 600; display: flex; flex-wrap: wrap; gap: 0 0.6em; align-items: baseline; }
  .formfield .must { font-size: var(--small); font-weight: 400; color: var(--soft); }
  .people { display: grid; gap: 0.6em; grid-template-columns: repeat(auto-fill, minmax(min(13em, 100%), 1fr)); }
  .people button { text-align: left; }
  .signin { background: var(--accent-soft); border-radius: 14px; padding: 1.1em 1.2em; display: grid; gap: 0.8em; grid-template-columns: minmax(0, 1fr); }
  .party { display: grid; gap: 0.4em; padding: 0.8em 0; border-bottom: 1px solid var(--line); }
  .party:last-child { border-bottom: 0; }
  .party .link { display: flex; gap: 0.5em; flex-wrap: wrap; }
  .party .link input { flex: 1 1 10em; width: auto; min-width: 0; }

  .number { font-size: 1.55em; font-weight: 700; letter-spacing: 0.03em; color: var(--accent-deep); overflow-wrap: anywhere; line-height: 1.4; }
  .stamp { justify-self: start; color: var(--warn); background: var(--warn-soft); border: 1px solid #d9b671; border-radius: 8px; padding: 0.15em 0.8em; font-weight: 600; }
  .task { padding: 0.9em 0; border-bottom: 1px solid var(--line); display: grid; gap: 0.3em; grid-template-columns: minmax(0, 1fr); }
  .task:last-child { border-bottom: 0; }
  .task .top { display: flex; gap: 0.3em 0.8em; flex-wrap: wrap; align-items: baseline; justify-content: space-between; }
  .timeline > li { position: relative; padding: 0 0 0.8em 1.4em; }
  .timeline > li::before { content: ""; position: absolute; left: 0.2em; top: 0.55em; width: 0.55em; height: 0.55em; border-radius: 50%; background: var(--accent); }
  .timeline > li:not(:last-child)::after { content: ""; position: absolute; left: 0.43em; top: 1.1em; bottom: -0.5em; width: 1px; background: var(--edge); }
  .changes > li { display: flex; gap: 0.7em; align-items: baseline; padding: 0.25em 0; }
  .changes .chip { flex: none; }
  :host([narrow]) .card { padding: 1.1em 1em; border-radius: 14px; }
  :host([narrow]) .card.listing { padding: 0; }
  :host([narrow]) .listing > header, :host([narrow]) .block { padding: 1.1em 1em; }
  :host([narrow][large]) .facts { grid-template-columns: minmax(0, 1fr); }
  :host([narrow][large]) .facts dd + dt { margin-top: 0.3em; }
`;
