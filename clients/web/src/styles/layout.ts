import { css } from "lit";

/** The room: head, notices of the line, log, input; and the launcher on other people's pages. */
export const layout = css`
  .shell { display: flex; flex-direction: column; height: 100%; min-height: inherit; background: var(--paper); border: 1px solid var(--line); border-radius: 18px; overflow: hidden; }
  .head { display: flex; flex-wrap: wrap; align-items: center; gap: 0.2em 1em; padding: 0.5em 0.6em 0.5em 1.2em; background: var(--card); border-bottom: 1px solid var(--line); }
  .head h2 { font-size: 1.2em; font-weight: 700; letter-spacing: 0.06em; flex: 1 0 auto; display: flex; align-items: center; gap: 0.5em; }
  .head .tools { display: flex; flex-wrap: wrap; gap: 0.1em; }
  .head .tools button { padding-inline: 0.65em; color: var(--soft); font-size: var(--small); }
  .head .tools button:hover { color: var(--accent-deep); background: var(--accent-soft); }
  .head .tools button[aria-pressed="true"], .head .tools button[aria-current="true"] { color: var(--accent-deep); background: var(--accent-soft); font-weight: 600; }

  .line { padding: 0.6em 1.2em; background: var(--warn-soft); color: var(--warn); border-bottom: 1px solid #ecd8ae; font-size: var(--small); display: flex; flex-wrap: wrap; align-items: center; gap: 0.2em 1em; }
  .line p { flex: 1 1 16em; }
  .line button { color: inherit; }

  .log, .page { position: relative; flex: 1 1 0; min-height: 0; overflow-y: auto; overscroll-behavior: contain; padding: 1.4em 1.2em 1.6em; }
  .log:focus-visible { outline-offset: -3px; }
  .log > *, .page > * { max-width: 46em; margin-inline: auto; }
  .log > * + * { margin-top: 0.9em; }
  .log > .mine { margin-top: 1.4em; }
  .log > .mine + * { margin-top: 1.4em; }
  .page > * + * { margin-top: 1.1em; }
  .page > .row:first-child { margin-left: -0.6em; }
  .page h2 { font-size: 1.35em; font-weight: 700; line-height: 1.4; }

  .said { overflow-wrap: anywhere; }
  .mine { display: flex; flex-direction: column; align-items: flex-end; }
  .mine .bubble { background: var(--accent); color: #fff; border-radius: 18px 18px 4px 18px; padding: 0.55em 1.05em; max-width: 86%; white-space: pre-wrap; overflow-wrap: anywhere; }
  .mine.refused .bubble { background: #dfe5e1; color: var(--ink); }
  .mine .wrong { margin-top: 0.4em; text-align: right; }
  .thinking { color: var(--soft); display: flex; align-items: center; gap: 0.6em; }
  .thinking i { display: block; width: 0.55em; height: 0.55em; border-radius: 50%; background: var(--accent); }
  @media (prefers-reduced-motion: no-preference) {
    .thinking i { animation: breathe 1.4s ease-in-out infinite alternate; }
    @keyframes breathe { to { opacity: 0.25; } }
  }

  .composer { display: flex; align-items: flex-end; gap: 0.6em; padding: 0.8em 1.2em; background: var(--card); border-top: 1px solid var(--line); }
  .composer .field { flex: 1; min-width: 0; }
  .composer textarea { display: block; resize: none; max-height: 8em; border-radius: 14px; overflow-y: auto; }
  .composer .primary { min-height: max(46px, 2.7em); border-radius: 14px; flex: none; }
  .composer .wrong { margin-bottom: 0.3em; }
  .composer textarea::placeholder { color: var(--soft); opacity: 1; }

  .ask { background: var(--card); border: 1px solid var(--edge); border-radius: 14px; padding: 1em 1.2em; margin: 0.8em 1.2em 0; max-width: none; }

  :host([narrow]) .head { padding: 0.3em 0.85em 0; gap: 0 1em; }
  :host([narrow]) .head .tools { margin-inline: -0.5em; }
  :host([narrow]) .head .tools button { padding-inline: 0.5em; }
  :host([narrow]) .log, :host([narrow]) .page { padding: 1em 0.85em 1.2em; }
  :host([narrow]) .composer { padding: 0.6em 0.7em; gap: 0.5em; }
  :host([narrow]) .composer .primary { padding-inline: 1em; }
  :host([narrow]) .line { padding-inline: 0.9em; }

  :host([launcher]) { position: fixed; right: 24px; bottom: 24px; z-index: 2147483000; height: auto; min-height: 0; }
  :host([launcher]) .launch { min-height: 60px; border-radius: 30px; padding: 0 1.5em; background: var(--accent); color: #fff; font-weight: 600; font-size: 1.1em; box-shadow: 0 6px 24px rgba(8, 40, 32, 0.28); }
  :host([launcher]) .launch:hover { background: var(--accent-deep); }
  :host([launcher]) .launch:focus-visible { outline: 3px solid #fff; box-shadow: 0 0 0 6px var(--accent-deep); border-radius: 30px; }
  :host([launcher]) .shell { position: fixed; right: 24px; bottom: 24px; width: 440px; height: 720px; max-width: calc(100vw - 48px); max-height: calc(100vh - 48px); box-shadow: 0 18px 60px rgba(8, 40, 32, 0.3); }
  @media (max-width: 560px) {
    :host([launcher]) { right: 12px; bottom: 12px; }
    :host([launcher]) .shell { right: 0; bottom: 0; width: 100vw; height: 100vh; height: 100dvh; max-width: none; max-height: none; border: 0; border-radius: 0; }
    :host([flush]) .shell { border: 0; border-radius: 0; }
  }
`;
