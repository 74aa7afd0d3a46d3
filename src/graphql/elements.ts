/** Lists what a schema says at each of its coordinates, so that two schemas can be held against each other. */
import {
  type GraphQLArgument,
  type GraphQLDirective,
  type GraphQLEnumValue,
  type GraphQLField,
  type GraphQLInputField,
  type GraphQLNamedType,
  type GraphQLSchema,
  isEnumType,
  isInputObjectType,
  isInterfaceType,
  isIntrospectionType,
  isObjectType,
  isScalarType,
  isSpecifiedDirective,
  isSpecifiedScalarType,
  isUnionType,
} from 'graphql';
import { printDefault } from './default-value.ts';

/** One thing in a schema that has a coordinate and can have words. */
export interface Element {
  /** In the words of SDL: `type`, `enum`, `field`, `argument`, … */
  kind: string;
  /** The coordinate of what it is part of, if anything: of `Pledge` for `Pledge.status`. */
  parent?: string;
  /** What graphql-js keeps the words on. */
  bearer: { description: string | null | undefined };
  /** All that is said of it but its words, each fact under the phrase for its absence: `no default` → `default 1`. */
  facts: Facts;
}

type Facts = Record<string, string | false | undefined>;

type Deprecable =
  | GraphQLArgument
  | GraphQLEnumValue
  | GraphQLField<unknown, unknown>
  | GraphQLInputField;

/**
 * Every element of a schema by its coordinate, parents first: `Pledge`, `Pledge.status`,
 * `Pledge.status(asOf:)`, `@tag`, `@tag(name:)`, and `schema` for the schema itself. What GraphQL
 * itself brings (the built-in scalars and directives, introspection) is left out.
 */
export function elementsOf(schema: GraphQLSchema): Map<string, Element> {
  const roots = {
    'no query': root('query', schema.getQueryType()),
    'no mutation': root('mutation', schema.getMutationType()),
    'no subscription': root('subscription', schema.getSubscriptionType()),
  };
  const found = new Map<string, Element>();
  found.set('schema', { kind: 'schema', bearer: schema, facts: roots });
  for (const type of Object.values(schema.getTypeMap())) {
    if (!isIntrospectionType(type) && !isSpecifiedScalarType(type)) addType(found, type);
  }
  for (const directive of schema.getDirectives()) {
    if (!isSpecifiedDirective(directive)) addDirective(found, directive);
  }
  return found;
}

function root(operation: string, type: GraphQLNamedType | null | undefined): string | undefined {
  return type ? `${operation} ${type.name}` : undefined;
}

function addType(found: Map<string, Element>, type: GraphQLNamedType): void {
  const parent = type.name;
  const [kind, facts] = shapeOf(type);
  found.set(parent, { kind, bearer: type, facts: { 'no kind': kind, ...facts } });
  if (isEnumType(type)) {
    for (const value of type.getValues()) {
      const facts = deprecationOf(value);
      found.set(`${parent}.${value.name}`, { kind: 'enum value', parent, bearer: value, facts });
    }
  } else if (isInputObjectType(type)) {
    for (const field of Object.values(type.getFields())) {
      const facts = inputFactsOf(field);
      found.set(`${parent}.${field.name}`, { kind: 'input field', parent, bearer: field, facts });
    }
  } else if (isObjectType(type) || isInterfaceType(type)) {
    for (const field of Object.values(type.getFields())) {
      const facts = { 'no type': String(field.type), ...deprecationOf(field) };
      found.set(`${parent}.${field.name}`, { kind: 'field', parent, bearer: field, facts });
      addArguments(found, `${parent}.${field.name}`, field.args);
    }
  }
}

/** The kind of a type, and what is said of the type as a whole. */
function shapeOf(type: GraphQLNamedType): [kind: string, facts: Facts] {
  if (isScalarType(type)) {
    const url = type.specifiedByURL;
    return ['scalar', { 'no @specifiedBy': url != null && `@specifiedBy "${url}"` }];
  }
  if (isEnumType(type)) return ['enum', {}];
  if (isUnionType(type)) return ['union', each('member', type.getTypes())];
  if (isInputObjectType(type)) return ['input', { 'no @oneOf': type.isOneOf && '@oneOf' }];
  return [isObjectType(type) ? 'type' : 'interface', each('interface', type.getInterfaces())];
}

function addDirective(found: Map<string, Element>, directive: GraphQLDirective): void {
  const facts = {
    'no repeatable': directive.isRepeatable && 'repeatable',
    ...each('location', directive.locations),
  };
  found.set(`@${directive.name}`, { kind: 'directive', bearer: directive, facts });
  addArguments(found, `@${directive.name}`, directive.args);
}

function addArguments(
  found: Map<string, Element>,
  parent: string,
  args: readonly GraphQLArgument[],
): void {
  for (const arg of args) {
    const facts = inputFactsOf(arg);
    found.set(`${parent}(${arg.name}:)`, { kind: 'argument', parent, bearer: arg, facts });
  }
}

/** One fact for each of a set in which order means nothing. */
function each(word: string, names: readonly (string | GraphQLNamedType)[]): Facts {
  return Object.fromEntries(names.map((name) => [`no ${word} ${name}`, `${word} ${name}`]));
}

function inputFactsOf(input: GraphQLArgument | GraphQLInputField): Facts {
  const value = printDefault(input);
  return {
    'no type': String(input.type),
    'no default': value !== undefined && `default ${value}`,
    ...deprecationOf(input),
  };
}

function deprecationOf(element: Deprecable): Facts {
  const reason = element.deprecationReason;
  return { 'no deprecation': reason != null && `deprecation ${JSON.stringify(reason)}` };
}
