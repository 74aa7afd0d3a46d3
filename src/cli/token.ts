/** `talks token`: makes a token for an editor. */
import { Command, InvalidArgumentError, Option } from 'commander';
import { readConfig } from '../config.ts';

const help = `
Prints the token and nothing else. It is sent as: Authorization: Bearer TOKEN

Environment:
  JWT_SECRET  what tokens are signed with (a secret made in DATA_DIR)
  DATA_DIR    the folder of the embedded store (.data)

Example:
  talks token --name "The Astana desk" --days 7
`;

interface Options {
  name: string;
  role: string;
  days: number;
}

export function tokenCommand(): Command {
  return new Command('token')
    .description('make a token that lets its holder write into the pledge log')
    .requiredOption('--name <name>', 'the public name of who records with it', publicName)
    .addOption(new Option('--role <role>', 'what it allows').choices(['editor']).default('editor'))
    .option('--days <days>', 'how long it is valid: 1 to 3650', days, 30)
    .addHelpText('after', help)
    .action(printToken);
}

async function printToken(options: Options): Promise<void> {
  const config = readConfig();
  const [{ signToken }, { tokenKeysOf }] = await Promise.all([
    import('../server/tokens.ts'),
    import('./token-keys.ts'),
  ]);
  const keys = await tokenKeysOf(config);
  if (!('secret' in keys)) {
    throw new Error(
      'JWKS_URL is set: tokens come from the identity provider, and none is made here.',
    );
  }
  process.stdout.write(`${await signToken(keys.secret, options)}\n`);
}

function publicName(value: string): string {
  const name = value.trim();
  if (name.length >= 1 && name.length <= 100 && !/\p{Cc}/u.test(name)) return name;
  throw new InvalidArgumentError('Expected 1 to 100 characters on one line.');
}

function days(value: string): number {
  const count = /^\d{1,4}$/.test(value) ? Number(value) : 0;
  if (count >= 1 && count <= 3650) return count;
  throw new InvalidArgumentError('Expected a whole number from 1 to 3650.');
}
