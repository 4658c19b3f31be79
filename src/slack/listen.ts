import type { App } from '@slack/bolt';
import { ZodError } from 'zod';
import type { Log } from '../log.ts';
import { TRIAGE_MODAL } from '../report/slack/triage-modal.ts';
import { readAction } from './actions/read-action.ts';
import { readCommand } from './commands/read-command.ts';
import { COMMANDS, SHORTCUTS } from './declared.ts';
import { readMessageEvent } from './events/read-message.ts';
import type { Arriving } from './job.ts';
import { readShortcut } from './shortcuts/read-shortcut.ts';
import { readSubmission } from './views/read-submission.ts';
import { readForm } from './views/run-submission.ts';

/** Stores an arrival, unless it came before. Rejects when it could not be stored. */
export type TakeIn = (arriving: Arriving) => Promise<void>;

/**
 * Registers everything that the app listens to. A listener reads what arrived, has it stored, and only then
 * acknowledges; the work is done later, from the store. A rejected listener makes Slack send the event again, and shows
 * a person that their command or click failed.
 */
export function listen(
  app: App,
  store: TakeIn,
  { botUserId, log }: { readonly botUserId: string; readonly log: Log },
): void {
  const takeIn = async (read: () => Arriving | null) => {
    const arriving = readable(read, log);
    if (arriving !== null) await store(arriving);
  };
  const takeEvent = ({ body }: { readonly body: unknown }) => takeIn(() => readMessageEvent(body, botUserId));
  app.event('message', takeEvent);
  app.event('app_mention', takeEvent);

  for (const command of COMMANDS) {
    app.command(command, async ({ body, ack }) => {
      await takeIn(() => readCommand(body));
      await ack();
    });
  }

  app.action(/.*/, async ({ body, ack }) => {
    await takeIn(() => readAction(body));
    await ack();
  });

  for (const { callbackId } of SHORTCUTS) {
    app.shortcut(callbackId, async ({ body, ack }) => {
      await takeIn(() => readShortcut(body));
      await ack();
    });
  }

  app.view(TRIAGE_MODAL.callbackId, async ({ body, ack }) => {
    const submission = readable(() => readSubmission(body), log);
    const form = readForm(submission?.values ?? {});
    if (!form.ok) return ack({ response_action: 'errors', errors: form.error });
    await takeIn(() => submission);
    await ack();
  });

  // Rethrown, so that the receiver does not acknowledge what was not stored.
  app.error(async (error) => {
    throw error;
  });
}

/** What is not in the form that Slack documents will not be the next time either: it is logged and let go. */
function readable<T>(read: () => T, log: Log): T | null {
  try {
    return read();
  } catch (error) {
    if (!(error instanceof ZodError)) throw error;
    const where = error.issues.map((issue) => issue.path.join('.'));
    log.error({ where }, 'an arrival has an unknown form and was let go');
    return null;
  }
}
