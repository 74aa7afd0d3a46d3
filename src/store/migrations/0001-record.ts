/** The record, the pledge log and search. */
import { type Kysely, sql } from 'kysely';
import type { DatabaseKind } from '../store.ts';

export async function createRecord(db: Kysely<unknown>, kind: DatabaseKind): Promise<void> {
  // Text compares by code point on both: cursors and orders must not depend on a server's locale.
  const text = kind === 'postgres' ? 'text collate "C"' : 'text';
  const strict = kind === 'postgres' ? '' : 'strict';
  const tables = `
    create table record_state (
      id integer primary key check (id = 1),
      version integer not null,
      log_end integer not null
    ) ${strict};
    insert into record_state (id, version, log_end) values (1, 0, 0);

    create table imported_item (
      kind ${text} not null,
      key ${text} not null,
      sha256 ${text} not null,
      primary key (kind, key)
    ) ${strict};

    create table source (
      slug ${text} primary key,
      publisher ${text} not null,
      headline ${text} not null,
      locale ${text} not null,
      published_on ${text},
      url ${text},
      sha256 ${text} not null,
      length integer not null,
      paragraphs_json ${text} not null
    ) ${strict};

    create table process (
      slug ${text} primary key,
      name_json ${text} not null
    ) ${strict};

    create table actor (
      slug ${text} primary key,
      type ${text} not null,
      kind ${text},
      names_json ${text} not null
    ) ${strict};

    create table talks (
      slug ${text} primary key,
      process ${text} references process (slug),
      round integer,
      name_json ${text} not null,
      city_json ${text},
      country ${text},
      starts_on ${text},
      ends_on ${text},
      status ${text} not null,
      format ${text},
      aim_json ${text},
      closing_document ${text} not null
    ) ${strict};
    create index talks_newest on talks (coalesce(starts_on, '') desc, slug);
    create index talks_oldest on talks (coalesce(starts_on, '~'), slug);
    create index talks_by_process on talks (process);

    create table session (
      talks ${text} not null references talks (slug),
      position integer not null,
      kind ${text} not null,
      duration_minutes integer,
      note_json ${text},
      primary key (talks, position)
    ) ${strict};

    create table outcome (
      talks ${text} not null references talks (slug),
      position integer not null,
      kind ${text} not null,
      summary_json ${text} not null,
      claimed_by_json ${text} not null,
      primary key (talks, position)
    ) ${strict};

    create table delegation (
      key ${text} primary key,
      talks ${text} not null references talks (slug),
      party ${text} not null references actor (slug),
      name_json ${text} not null
    ) ${strict};
    create index delegation_by_talks on delegation (talks, party);
    create index delegation_by_party on delegation (party);

    create table seat (
      delegation ${text} not null references delegation (key),
      position integer not null,
      person ${text} not null references actor (slug),
      role ${text} not null,
      title_json ${text},
      primary key (delegation, position)
    ) ${strict};
    create index seat_by_person on seat (person);

    create table sponsor (
      key ${text} primary key,
      talks ${text} not null references talks (slug),
      party ${text} not null references actor (slug),
      roles_json ${text} not null,
      allied_with_json ${text} not null
    ) ${strict};
    create index sponsor_by_talks on sponsor (talks, party);
    create index sponsor_by_party on sponsor (party);

    create table quote (
      slug ${text} primary key,
      speaker ${text} not null references actor (slug),
      delegation ${text} references delegation (key),
      spoken_for ${text} references actor (slug),
      talks ${text} not null references talks (slug),
      form ${text} not null,
      text ${text} not null,
      locale ${text} not null,
      translations_json ${text} not null,
      said_on ${text},
      source ${text} not null references source (slug),
      source_start integer not null
    ) ${strict};
    create index quote_newest on quote (coalesce(said_on, '') desc, slug);
    create index quote_oldest on quote (coalesce(said_on, '~'), slug);
    create index quote_in_source on quote (source, source_start, slug);
    create index quote_by_talks on quote (talks, source, source_start, slug);
    create index quote_by_speaker on quote (speaker, coalesce(said_on, '') desc, slug);
    create index quote_by_delegation on quote (delegation);
    create index quote_by_spoken_for on quote (spoken_for);

    create table pledge (
      slug ${text} primary key,
      summary_json ${text} not null,
      act ${text} not null,
      talks ${text} not null references talks (slug),
      made_at ${text} references talks (slug),
      made_on ${text},
      reported_by_json ${text} not null,
      attestation ${text} not null,
      deadline_phrase ${text},
      deadline_locale ${text},
      deadline_immediate integer,
      deadline_earliest ${text},
      deadline_latest ${text},
      source ${text} not null references source (slug),
      source_start integer not null,
      status ${text} not null default 'NOT_YET_RATED',
      rated_on ${text},
      superseded_by ${text} references pledge (slug),
      version integer not null default 0,
      updated_place integer
    ) ${strict};
    create index pledge_newest on pledge (coalesce(made_on, '') desc, slug);
    create index pledge_oldest on pledge (coalesce(made_on, '~'), slug);
    create index pledge_due on pledge (coalesce(deadline_latest, '~'), slug);
    create index pledge_updated on pledge (coalesce(updated_place, 0) desc, slug);
    create index pledge_in_source on pledge (source, source_start, slug);
    create index pledge_by_status on pledge (status);
    create index pledge_by_talks on pledge (talks, source, source_start, slug);

    create table pledge_party (
      pledge ${text} not null references pledge (slug),
      party ${text} not null references actor (slug),
      role ${text} not null,
      position integer not null,
      primary key (pledge, position)
    ) ${strict};
    create index pledge_party_by_party on pledge_party (party, role);

    create table pledge_quote (
      pledge ${text} not null references pledge (slug),
      quote ${text} not null references quote (slug),
      position integer not null,
      primary key (pledge, position)
    ) ${strict};
    create index pledge_quote_by_quote on pledge_quote (quote);

    create table pledge_update (
      place integer primary key,
      key ${text} not null unique,
      kind ${text} not null,
      pledge ${text} not null references pledge (slug),
      version integer not null,
      previous_status ${text} not null,
      status ${text} not null,
      rationale ${text} not null,
      locale ${text} not null,
      occurred_on ${text},
      recorded_at ${text} not null,
      recorded_by ${text} not null,
      url ${text},
      superseded_by ${text} references pledge (slug),
      retracts integer unique references pledge_update (place),
      unique (pledge, version)
    ) ${strict};

    create table citation (
      owner ${text} not null,
      position integer not null,
      source ${text} not null references source (slug),
      paragraph integer not null,
      start_at integer not null,
      end_at integer not null,
      sha256 ${text} not null,
      primary key (owner, position)
    ) ${strict};
    create index citation_by_source on citation (source);
  `;
  for (const statement of statements(tables)) await sql.raw(statement).execute(db);
  for (const statement of searchIn[kind](text)) await sql.raw(statement).execute(db);
}

function statements(script: string): string[] {
  return script
    .split(';')
    .map((statement) => statement.trim())
    .filter((statement) => statement !== '');
}

const searchIn: Record<DatabaseKind, (text: string) => string[]> = {
  // The words are kept in the table once; FTS5 holds only its index and is told of each change.
  // They are folded and split by us, so that all it has to do is part them at the spaces: `ascii`
  // does no more, where `unicode61` would split words by what an old Unicode knew of letters.
  sqlite: () => [
    `create table search_document (
      id integer primary key,
      kind text not null,
      key text not null,
      names text not null,
      texts text not null,
      length integer not null,
      unique (key, kind)
    ) strict`,
    `create virtual table search_index using fts5 (
      names, texts, content = 'search_document', content_rowid = 'id',
      tokenize = 'ascii', prefix = '2 3'
    )`,
    `create trigger search_document_added after insert on search_document begin
      insert into search_index (rowid, names, texts) values (new.id, new.names, new.texts);
    end`,
    `create trigger search_document_removed after delete on search_document begin
      insert into search_index (search_index, rowid, names, texts)
      values ('delete', old.id, old.names, old.texts);
    end`,
  ],
  // Words are folded and split by us, so they become lexemes as they are, past PostgreSQL's parser.
  postgres: (text) => [
    `create table search_document (
      id integer generated always as identity primary key,
      kind ${text} not null,
      key ${text} not null,
      names ${text} not null,
      texts ${text} not null,
      length integer not null,
      names_vector tsvector not null
        generated always as (array_to_tsvector(array_remove(string_to_array(names, ' '), ''))) stored,
      texts_vector tsvector not null
        generated always as (array_to_tsvector(array_remove(string_to_array(texts, ' '), ''))) stored,
      vector tsvector not null
        generated always as (array_to_tsvector(array_remove(string_to_array(names || ' ' || texts, ' '), ''))) stored,
      unique (key, kind)
    )`,
    'create index search_by_name on search_document using gin (names_vector)',
    'create index search_by_text on search_document using gin (texts_vector)',
    'create index search_by_word on search_document using gin (vector)',
  ],
};
