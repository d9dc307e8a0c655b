import { css } from "lit";

/** Colours, type and the controls. Sizes are in em, so that 大字 enlarges everything; small print never falls under 16 px. */
export const base = css`
  :host {
    --ink: #1b2421; --soft: #505c56; --line: #d5ddd8; --edge: #7b8a83; --paper: #f3f5f1; --card: #fff;
    --accent: #0b6852; --accent-deep: #084c3c; --accent-soft: #e5f1ec; --warn: #6f4500; --warn-soft: #fdf2dc; --bad: #9c2318; --bad-soft: #fcebe8;
    --fs: 17px; --small: calc(var(--fs) * 0.9412);
    display: block; position: relative; height: 100%; min-height: 420px; font-size: var(--fs); line-height: 1.65; color: var(--ink); text-align: left;
    font-family: "PingFang SC", "HarmonyOS Sans SC", "MiSans", "Microsoft YaHei", "Noto Sans CJK SC", "Source Han Sans SC", sans-serif;
    -webkit-text-size-adjust: 100%;
  }
  :host([large]) { --fs: 23px; }
  :host([hidden]), [hidden] { display: none !important; }
  *, *::before, *::after { box-sizing: border-box; }
  h1, h2, h3, h4, p, ul, ol, dl, dd, fieldset, legend { margin: 0; padding: 0; border: 0; font-size: inherit; font-weight: inherit; }
  ul, ol { list-style: none; }
  a { color: var(--accent); text-underline-offset: 0.2em; }
  .only-heard { position: absolute; width: 1px; height: 1px; overflow: hidden; clip-path: inset(50%); white-space: nowrap; }
  .small { font-size: var(--small); color: var(--soft); }
  .demo { font-size: var(--small); font-weight: 400; letter-spacing: 0; color: var(--warn); background: var(--warn-soft); border-radius: 6px; padding: 0 0.5em; white-space: nowrap; }
  .lines { white-space: pre-line; overflow-wrap: anywhere; }
  :focus { outline: none; }
  :focus-visible { outline: 3px solid var(--accent); outline-offset: 2px; border-radius: 6px; }
  .mine :focus-visible, .primary:focus-visible { outline-color: var(--ink); }
  h2:focus-visible, h3:focus-visible { outline-offset: 6px; }

  button { font: inherit; color: inherit; background: none; border: 0; border-radius: 10px; min-height: max(44px, 2.6em); padding: 0.4em 1em; cursor: pointer; line-height: 1.4; touch-action: manipulation; }
  button:disabled { cursor: default; opacity: 1; color: var(--soft); }
  .plain { background: var(--card); border: 1px solid var(--edge); }
  .plain:hover { border-color: var(--accent); background: var(--accent-soft); }
  .primary { background: var(--accent); color: #fff; font-weight: 600; padding-inline: 1.5em; }
  .primary:hover { background: var(--accent-deep); }
  .primary:disabled { background: #dfe5e1; color: var(--soft); }
  .quiet { color: var(--accent-deep); text-decoration: underline; text-decoration-color: #9cc0b4; text-underline-offset: 0.28em; padding-inline: 0.6em; }
  .quiet:hover { text-decoration-color: currentColor; background: var(--accent-soft); }
  .flush { margin-left: -0.6em; }
  .row { display: flex; flex-wrap: wrap; gap: 0.5em; align-items: center; }
  .stack { display: grid; gap: 0.7em; grid-template-columns: minmax(0, 1fr); }

  label { display: block; }
  input, textarea, select { font: inherit; color: inherit; width: 100%; min-height: max(46px, 2.7em); padding: 0.45em 0.75em; background: var(--card); border: 1px solid var(--edge); border-radius: 10px; line-height: 1.5; }
  input:focus, textarea:focus, select:focus { border-color: var(--accent); outline: 3px solid var(--accent); outline-offset: 0; border-radius: 10px; }
  input[readonly] { background: #eef1ee; border-color: var(--line); }
  input[type="checkbox"], input[type="radio"] { width: 1.3em; height: 1.3em; min-height: 0; flex: none; margin: 0; accent-color: var(--accent); }
  [aria-invalid="true"] { border-color: var(--bad); border-width: 2px; }
  .wrong { color: var(--bad); font-size: var(--small); }
  .wrong::before { content: "！"; font-weight: 700; }

  details > summary { cursor: pointer; min-height: max(44px, 2.4em); display: inline-flex; align-items: center; gap: 0.4em; color: var(--accent-deep); font-size: var(--small); border-radius: 6px; list-style: none; }
  details > summary::-webkit-details-marker { display: none; }
  details > summary::before { content: ""; width: 0.45em; height: 0.45em; border: solid currentColor; border-width: 0 2px 2px 0; transform: rotate(-45deg); margin-inline: 0.15em 0.2em; flex: none; }
  details[open] > summary::before { transform: rotate(45deg) translate(-0.1em, -0.1em); }

  @media (prefers-reduced-motion: no-preference) {
    button, .card { transition: background-color 0.15s, border-color 0.15s; }
    .arriving { animation: arrive 0.25s ease-out; }
    @keyframes arrive { from { opacity: 0; transform: translateY(6px); } }
  }
`;
