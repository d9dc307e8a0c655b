/** Where the script came from: the API answers at the same origin, whatever page the widget stands in. */
const script = document.currentScript instanceof HTMLScriptElement ? document.currentScript : null;

export const origin = script?.src ? new URL(script.src, location.href).origin : location.origin;

/** The region named on the script tag; its presence asks for the launcher button. */
export const scriptRegion = script?.dataset["region"] ?? null;
