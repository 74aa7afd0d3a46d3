/** What a newcomer finds in the explorer: one ready operation for each thing that the record is for. */

export interface Tab {
  query: string;
  /** JSON, shown in the editor below the query; GraphiQL shows none for the first tab. */
  variables?: string;
  /** JSON, shown beside the variables. */
  headers?: string;
}

const talks = `\
# Who sat at which talks. For Arabic, write "ar".
query Talks($locale: Locale! = "en") {
  allTalks(first: 10) {
    totalCount
    nodes {
      slug
      name(locale: $locale)
      city(locale: $locale)
      startsOn
      status
      sponsors {
        party {
          name(locale: $locale)
        }
        roles
      }
      delegations {
        name(locale: $locale)
        seats {
          person {
            name(locale: $locale)
          }
          role
          title(locale: $locale)
        }
      }
    }
  }
}
`;

const pledges = `\
# What was pledged, by whom, and where it stands.
query Pledges($locale: Locale! = "en") {
  pledges(first: 20) {
    totalCount
    nodes {
      summary(locale: $locale)
      act
      attestation
      madeOn
      parties {
        role
        party {
          name(locale: $locale)
        }
      }
      deadline {
        phrase
        latest
      }
      status
      schedule
      updates(last: 3) {
        nodes {
          status
          rationale
          occurredOn
        }
      }
    }
  }
}
`;

const quotations = `\
# Word for word, in Arabic and in English.
query Quotations($talks: [String!]) {
  quotes(
    first: 20
    filter: { form: [DIRECT], talks: $talks }
  ) {
    totalCount
    nodes {
      speaker {
        english: name(locale: "en")
        arabic: name(locale: "ar")
      }
      arabic: translation(locale: "ar")
      english: translation(locale: "en")
      saidOn
      citations {
        source {
          publisher
          headline
        }
        paragraph
        start
        end
      }
    }
  }
}
`;

const search = `\
# Finds words in any spelling: try "Astana" below.
query Search($text: String!) {
  search(text: $text, first: 20) {
    nodes {
      __typename
      ... on Talks {
        slug
        name
      }
      ... on Party {
        slug
        name
      }
      ... on Person {
        slug
        name
      }
      ... on Quote {
        slug
        text
        english: translation(locale: "en")
      }
      ... on Pledge {
        slug
        summary
        status
      }
    }
  }
}
`;

const update = `\
# Writes. It takes a token: see Headers, below.
mutation Update($input: RecordPledgeUpdateInput!) {
  recordPledgeUpdate(input: $input) {
    __typename
    ... on PledgeUpdateRecorded {
      created
      update {
        cursor
        previousStatus
        status
        recordedBy
        recordedAt
      }
    }
    ... on InvalidInputError {
      issues {
        path
        message
      }
    }
    ... on UserError {
      message
    }
  }
}
`;

const follow = `\
# Hears each entry of the log: run it, and wait.
subscription Follow($after: String) {
  pledgeUpdates(after: $after) {
    cursor
    pledge {
      slug
      summary
    }
    previousStatus
    status
    rationale
    recordedBy
    recordedAt
  }
}
`;

export const tabs: readonly Tab[] = [
  { query: talks },
  { query: pledges },
  { query: quotations, variables: json({ talks: ['astana-2'] }) },
  { query: search, variables: json({ text: 'استانا' }) },
  {
    query: update,
    variables: json({
      input: {
        pledge: 'halt-bombardment',
        status: 'UNVERIFIABLE',
        rationale: 'Say here why.',
        evidence: { url: 'https://example.org/what-shows-it' },
      },
    }),
    headers: json({ Authorization: 'Bearer PUT-HERE-WHAT-npx-talks-token-PRINTS' }),
  },
  { query: follow, variables: json({ after: '0' }) },
];

function json(values: object): string {
  return JSON.stringify(values, null, 2);
}
