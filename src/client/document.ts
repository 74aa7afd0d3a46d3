/** What the client sends: documents that carry the types of their variables and result. */

/**
 * A GraphQL document as text, with its types. What graphql-codegen's client preset makes with
 * `documentMode: 'string'` is one, whoever generated it; so is a plain text, whose result is
 * `unknown`. What `gql` makes is none: it is no text.
 */
export interface TypedDocument<Result, Variables> {
  toString(): string;
  /** Only texts have one. */
  readonly length: number;
  /** Never there: it carries the types. */
  readonly __apiType?: ((variables: Variables) => Result) | undefined;
  /** The document's identifier as `hash`, where it was generated with `persistedDocuments`. */
  readonly __meta__?: { readonly hash?: unknown } | undefined;
}

/** The type of what a document asks for: `ResultOf<typeof listPledges>`. */
export type ResultOf<Document> =
  Document extends TypedDocument<infer Result, infer _Variables> ? Result : never;

/** The type of what a document takes: `VariablesOf<typeof listPledges>`. */
export type VariablesOf<Document> =
  Document extends TypedDocument<infer _Result, infer Variables> ? Variables : never;

/** Variables, which may be left out where the document has none that it needs, and then options. */
export type VariablesThen<Variables, Options> =
  Record<string, never> extends Variables
    ? [variables?: Variables, options?: Options]
    : [variables: Variables, options?: Options];
