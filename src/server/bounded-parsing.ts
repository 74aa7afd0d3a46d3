/** Keeps operations that are too long from exhausting the parser. */
import { GraphQLError, parse } from 'graphql';
import type { Plugin } from 'graphql-yoga';
import { coded } from './errors.ts';
import { beyondLimit, limits } from './limits.ts';

/** The parser calls itself for each level, and has no more levels than tokens. */
export function useBoundedParsing(): Plugin {
  return {
    onParse({ setParseFn }) {
      setParseFn((source, options) => {
        try {
          return parse(source, { ...options, maxTokens: limits.tokens });
        } catch (error) {
          if (!(error instanceof GraphQLError)) throw error;
          // Here, since Yoga gives none to a fault that it remembers from a WebSocket.
          throw isTooLong(error) ? tooLong() : coded(error, 'GRAPHQL_PARSE_FAILED', 400);
        }
      });
    },
  };
}

function isTooLong(error: GraphQLError): boolean {
  return / \d+ tokens\. Parsing aborted\.$/.test(error.message);
}

function tooLong(): GraphQLError {
  const maximum = limits.tokens;
  return beyondLimit(
    'OPERATION_TOO_COMPLEX',
    `Expected an operation of at most ${maximum} tokens, got more. Split it, or name fewer fields.`,
    { limit: 'tokens', maximum },
  );
}
