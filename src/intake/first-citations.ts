/** Where each passage was first cited, and with which digest: in few bytes, since there may be many. */
import type { Place } from './entries.ts';
import type { JsonPath } from './faults.ts';

/** Of a digest, in bytes. */
const size = 32;

export class FirstCitations {
  readonly #numbers = new Map<string, number>();
  readonly #places: Place[] = [];
  readonly #paths: JsonPath[] = [];
  /** Each path once. */
  readonly #knownPaths = new Map<string, JsonPath>();
  /** One after the other, with room for more. */
  #digests = Buffer.alloc(1024 * size);

  /**
   * Takes note of a passage's digest, in hex, where it is the first. Otherwise, where the first was
   * another, answers where that stands.
   */
  other(
    passage: string,
    sha256: string,
    place: Place,
    path: JsonPath,
  ): { place: Place; path: JsonPath } | undefined {
    const number = this.#numbers.get(passage);
    if (number === undefined) {
      this.#add(passage, sha256, place, path);
      return undefined;
    }
    const first = this.#digests.toString('hex', number * size, (number + 1) * size);
    const [there, at] = [this.#places[number], this.#paths[number]];
    return first === sha256 || !there || !at ? undefined : { place: there, path: at };
  }

  #add(passage: string, sha256: string, place: Place, path: JsonPath): void {
    const number = this.#places.length;
    if (this.#digests.length === number * size) {
      this.#digests = Buffer.concat([this.#digests], this.#digests.length * 2);
    }
    this.#digests.write(sha256, number * size, 'hex');
    this.#numbers.set(passage, number);
    this.#places.push(place);
    const steps = path.join('.');
    const kept = this.#knownPaths.get(steps) ?? [...path];
    this.#knownPaths.set(steps, kept);
    this.#paths.push(kept);
  }
}
