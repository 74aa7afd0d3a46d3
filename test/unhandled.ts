/** Rejections that nobody took care of: by themselves, Node would end the process. */
import { onTestFinished } from 'vitest';

/** Their causes, as they come until the test ends. */
export function hearUnhandled(): unknown[] {
  const heard: unknown[] = [];
  const hear = (cause: unknown) => void heard.push(cause);
  process.on('unhandledRejection', hear);
  onTestFinished(() => void process.off('unhandledRejection', hear));
  return heard;
}
