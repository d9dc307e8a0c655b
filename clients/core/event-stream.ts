/** Reads `text/event-stream` from chunks of text: each call of `push` gives the events completed by that chunk. */
export interface ServerEvent { event: string; data: string; id: string }

export class EventStream {
  private rest = "";
  private event = "";
  private id = "";
  private data: string[] = [];

  push(chunk: string): ServerEvent[] {
    const done: ServerEvent[] = [];
    const lines = (this.rest + chunk).split(/\r\n|\n|\r(?!$)/);
    this.rest = lines.pop() ?? "";
    for (const line of lines) {
      if (line === "") {
        if (this.data.length) done.push({ event: this.event || "message", data: this.data.join("\n"), id: this.id });
        this.event = "";
        this.data = [];
        continue;
      }
      const colon = line.indexOf(":");
      if (colon === 0) continue;
      const name = colon < 0 ? line : line.slice(0, colon);
      const value = colon < 0 ? "" : line.slice(colon + 1).replace(/^ /, "");
      if (name === "event") this.event = value;
      else if (name === "data") this.data.push(value);
      else if (name === "id") this.id = value;
    }
    return done;
  }
}
