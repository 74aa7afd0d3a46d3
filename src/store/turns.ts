/**
 * Lets the process do other things between statements. The embedded database runs in it, so that
 * an operation of many statements would hold up everybody until its last; where statements have
 * taken long, the next one waits until whatever else has come in meanwhile has had its turn.
 */

/** So long statements may take in one turn of the event loop before others wait, in milliseconds. */
const longEnough = 10;

export class Turns {
  /** What has been taken of this turn, in milliseconds. */
  #spent = 0;
  readonly #waiting: (() => void)[] = [];
  #isNextAsked = false;

  /** Does the work at once, or in one of the next turns, in the order of the calls. */
  async run<Result>(work: () => Promise<Result>): Promise<Result> {
    if (this.#isOver || this.#waiting.length > 0)
      await new Promise<void>((resolve) => void this.#waiting.push(resolve));
    const began = performance.now();
    // What takes the time is done once this has returned.
    const result = work();
    this.#spent += performance.now() - began;
    this.#goOn();
    return result;
  }

  get #isOver(): boolean {
    return this.#spent >= longEnough;
  }

  #goOn(): void {
    if (!this.#isOver) this.#waiting.shift()?.();
    if (this.#isNextAsked) return;
    this.#isNextAsked = true;
    setImmediate(() => {
      this.#isNextAsked = false;
      this.#spent = 0;
      if (this.#waiting.length > 0) this.#goOn();
    });
  }
}
