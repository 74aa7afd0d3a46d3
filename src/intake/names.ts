/** What has a name, and what is known of it beside the sets at hand. */

/** What a name can be the name of. */
export type Kind =
  | 'source'
  | 'process'
  | 'party'
  | 'person'
  | 'talks'
  | 'delegation'
  | 'seat'
  | 'sponsor'
  | 'quote'
  | 'pledge'
  | 'update';

/** One thing that an entry names. */
export interface Mention {
  kind: Kind;
  name: string;
}

/**
 * What a new set may rest on without holding it. A delegation and a sponsor are named
 * `TALKS/PARTY`, a seat `TALKS/PARTY/PERSON`, an entry of the pledge log by its key.
 */
export interface OnRecord {
  /** Looks up what entries mention, before they are checked. */
  ask?(mentions: readonly Mention[]): Promise<void>;
  has(kind: Kind, name: string): boolean;
  /** How a source is laid out, where it is on record. */
  layout?(source: string): Layout | undefined;
  /** What an entry of the pledge log is, where it is on record. */
  update?(key: string): UpdateOnRecord | undefined;
}

/** What is known of a source's text without the text, in code points. */
export interface Layout {
  length: number;
  /** Where each paragraph begins. */
  paragraphs: readonly number[];
}

export interface UpdateOnRecord {
  pledge: string;
  retraction: boolean;
  /** The key of the entry that took it back. */
  retractedBy: string | null;
}
