/** What tokens are signed with, by the settings. */
import type { Config } from '../config.ts';
import { tokenSecretIn } from '../server/token-secret.ts';
import type { TokenKeys } from '../server/tokens.ts';

/** The keys that are set, or else the secret in the data folder, which is made on first use. */
export async function tokenKeysOf({ tokenKeys, dataDir }: Config): Promise<TokenKeys> {
  return tokenKeys ?? { secret: await tokenSecretIn(dataDir) };
}
