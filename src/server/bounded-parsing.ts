/** Keeps operations that are too long or too deep from exhausting the parser. */
import { GraphQLError, parse } from 'graphql';
import type { Plugin } from 'graphql-yoga';

/** What is longer than so many tokens, or nested beyond what the stack can hold, is a syntax error. */
export function useBoundedParsing(maxTokens: number): Plugin {
  return {
    onParse({ setParseFn }) {
      setParseFn((source, options) => {
        try {
          return parse(source, { ...options, maxTokens });
        } catch (error) {
          // The parser calls itself for each level.
          if (error instanceof RangeError)
            throw new GraphQLError('Syntax Error: nested too deeply.');
          throw error;
        }
      });
    },
  };
}
