/** Who may write. */

import { forbidden, unauthenticated } from './errors.ts';
import type { Caller, OperationContext } from './operation.ts';

/** The caller, where a token says that it is an editor. Throws UNAUTHENTICATED or FORBIDDEN. */
export function editorOf({ caller }: OperationContext): Caller {
  if (caller === null) {
    throw unauthenticated(
      'Writing needs a token: send it as `Authorization: Bearer …`. `talks token` makes one.',
    );
  }
  if (!caller.roles.includes('editor')) {
    throw forbidden(
      `Writing needs the role editor, which the token of ${caller.name} does not give.`,
    );
  }
  return caller;
}
