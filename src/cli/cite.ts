/** `talks cite`: finds words in a text and prints their citation. */
import { Command, InvalidArgumentError } from 'commander';
import { isSlug } from '../record/slugs.ts';
import { counted } from './counted.ts';

const help = `
Each place where the words stand is printed on a line, as JSON to be pasted into a set. Words that
stand nowhere letter for letter are looked for despite their spelling, spacing and punctuation.
Without words, prints what sources.json says of the whole text: its digest and its length.

Example:
  talks cite article.txt "a new round of talks" --source afp-astana-2
`;

export function citeCommand(): Command {
  return new Command('cite')
    .description('print the citation of a passage')
    .argument('<file>', 'the text, in UTF-8')
    .argument('[words...]', 'the words of the passage')
    .option(
      '--source <slug>',
      'the slug of the text in sources.json, to stand in the citation',
      slug,
    )
    .option('--json', 'print one JSON list')
    .addHelpText('after', help)
    .action(cite);
}

interface Options {
  source?: string;
  json?: boolean;
}

async function cite(file: string, given: readonly string[], options: Options): Promise<void> {
  const { readGivenText } = await import('../intake/text-file.ts');
  const text = await readGivenText(file);
  const words = given.join(' ');
  if (given.length === 0) {
    const { describeSource } = await import('../record/passages.ts');
    process.stdout.write(`${JSON.stringify(describeSource(text))}\n`);
    return;
  }
  const { citeWords } = await import('../intake/cite.ts');
  const { exact, found } = citeWords(text, words, options.source);
  if (found.length === 0) {
    throw new Error(
      `${file} does not have these words, in any spelling, within one paragraph: ${JSON.stringify(words)}`,
    );
  }
  if (!exact) {
    const spellings = new Set(found.map((one) => JSON.stringify(one.words)));
    note(`the words stand there in another spelling: ${[...spellings].join(', ')}`);
  }
  if (found.length > 1)
    note(`${counted(found.length, 'place')} have these words; take the one meant`);
  const citations = found.map(({ citation }) => citation);
  const lines = options.json ? [citations] : citations;
  process.stdout.write(lines.map((line) => `${JSON.stringify(line)}\n`).join(''));
}

function slug(value: string): string {
  if (isSlug(value)) return value;
  throw new InvalidArgumentError(
    'Expected a slug of a-z, 0-9 and single hyphens, such as my-source.',
  );
}

function note(text: string): void {
  process.stderr.write(`talks: ${text}\n`);
}
