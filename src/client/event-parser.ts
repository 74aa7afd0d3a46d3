/**
 * Reads server-sent events out of bytes, however they are cut.
 * https://html.spec.whatwg.org/multipage/server-sent-events.html#event-stream-interpretation
 */

/** What stands between two blank lines. */
export interface EventBlock {
  /** `message` where the block names none. */
  type: string;
  /** Null where the block has no data: it is no event then, but its id counts. */
  data: string | null;
  /** The newest id of the stream, in this block or before it; empty where there was none. */
  id: string;
}

export class EventParser {
  readonly #decoder = new TextDecoder();
  #line = '';
  #endedByReturn = false;
  #type = '';
  #data: string[] = [];
  #id = '';
  #hasId = false;

  /** Takes the next bytes, and answers the blocks that they complete: those with data or an id. */
  push(bytes: Uint8Array): EventBlock[] {
    const decoded = this.#decoder.decode(bytes, { stream: true });
    if (decoded === '') return [];
    // A return ends a line at once, so the line feed that belongs to it may come with later bytes.
    const text = this.#endedByReturn && decoded.startsWith('\n') ? decoded.slice(1) : decoded;
    this.#endedByReturn = decoded.endsWith('\r');
    const lines = text.split(/\r\n|\r|\n/);
    const last = lines.pop() ?? '';
    const blocks: EventBlock[] = [];
    for (const end of lines) {
      const line = this.#line + end;
      this.#line = '';
      if (line !== '') this.#readLine(line);
      else blocks.push(...this.#takeBlock());
    }
    this.#line += last;
    return blocks;
  }

  #readLine(line: string): void {
    const colon = line.indexOf(':');
    const field = colon < 0 ? line : line.slice(0, colon);
    const value = colon < 0 ? '' : line.slice(colon + 1).replace(/^ /, '');
    if (field === 'event') this.#type = value;
    if (field === 'data') this.#data.push(value);
    if (field === 'id' && !value.includes('\0')) {
      this.#id = value;
      this.#hasId = true;
    }
    // All else is a comment, or not for us: how long to wait for a new connection is our own rule.
  }

  #takeBlock(): EventBlock[] {
    const hasData = this.#data.length > 0;
    const block = {
      type: this.#type || 'message',
      data: hasData ? this.#data.join('\n') : null,
      id: this.#id,
    };
    const counts = hasData || this.#hasId;
    this.#type = '';
    this.#data = [];
    this.#hasId = false;
    return counts ? [block] : [];
  }
}
