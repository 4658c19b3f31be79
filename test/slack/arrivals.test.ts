import { describe, expect, it } from 'vitest';
import { readAction } from '../../src/slack/actions/read-action.ts';
import { readCommand } from '../../src/slack/commands/read-command.ts';
import { readMessageEvent } from '../../src/slack/events/read-message.ts';

const BOT = 'U000BOT';
const said = { type: 'message', user: 'U000ANA', ts: '1760000000.000200', text: 'hello', channel: 'C1' };

function event(fields: object, outer: object = {}): unknown {
  return { team_id: 'T1', event_id: 'Ev1', ...outer, event: { ...said, ...fields } };
}

describe('a message event', () => {
  it('becomes a job in the lane of its thread', () => {
    expect(readMessageEvent(event({ thread_ts: '1760000000.000100' }), BOT)).toMatchObject({
      job: { kind: 'message', thread: '1760000000.000100', mention: false, direct: false, shared: false },
      lane: 'C1:1760000000.000100',
      keys: ['event:Ev1', 'message:T1:C1:1760000000.000200'],
    });
  });

  it('and the mention that comes with it have a key in common', () => {
    const mention = readMessageEvent(event({ type: 'app_mention', text: `<@${BOT}> hi` }, { event_id: 'Ev2' }), BOT);
    const message = readMessageEvent(event({ text: `<@${BOT}> hi` }), BOT);

    expect(mention?.job).toEqual(message?.job);
    expect(mention?.keys.filter((key) => message?.keys.includes(key))).toEqual(['message:T1:C1:1760000000.000200']);
  });

  it.each([
    ['of the bot itself', { user: BOT }],
    ['of another app', { bot_id: 'B2' }],
    ['of a join', { subtype: 'channel_join' }],
    ['without an author', { user: undefined }],
  ])('%s is let go', (_whose, fields) => {
    expect(readMessageEvent(event(fields), BOT)).toBeNull();
  });

  it('says that its channel is shared with another organisation', () => {
    expect(readMessageEvent(event({}, { is_ext_shared_channel: true }), BOT)).toMatchObject({ job: { shared: true } });
  });

  it('does not carry the address of a file that Slack wants to be asked for first', () => {
    const files = [
      { id: 'F1', name: 'a.txt', file_access: 'check_file_info', url_private: 'https://files.slack.com/a' },
    ];

    expect(readMessageEvent(event({ files }), BOT)).toMatchObject({ job: { files: [{ id: 'F1', url: null }] } });
  });
});

describe('a changed message', () => {
  const changed = (message: object, before: object) =>
    event({ subtype: 'message_changed', message: { ...said, ...message }, previous_message: { ...said, ...before } });

  it('is read when its words changed', () => {
    expect(readMessageEvent(changed({ text: 'hello again' }, {}), BOT)).toMatchObject({
      job: { kind: 'edited', said: { words: 'hello again' } },
    });
  });

  it('is let go when only a preview came', () => {
    expect(readMessageEvent(changed({ attachments: [{ title: 'a link' }] }, {}), BOT)).toBeNull();
  });

  it('is let go when it is the bot’s own', () => {
    expect(readMessageEvent(changed({ user: BOT, bot_id: 'B1', text: 'new' }, {}), BOT)).toBeNull();
  });

  it('that became a tombstone is a deletion', () => {
    const after = { subtype: 'tombstone', user: 'USLACKBOT', text: 'This message was deleted.' };

    expect(readMessageEvent(changed(after, {}), BOT)).toMatchObject({
      job: { kind: 'deleted', ts: '1760000000.000200' },
    });
  });
});

describe('a pressed button', () => {
  const pressed = {
    team: { id: 'T1' },
    user: { id: 'U000ANA', team_id: 'T2' },
    channel: { id: 'C1' },
    container: { message_ts: '1760000000.000300', thread_ts: '1760000000.000100' },
    trigger_id: 'tr1',
    actions: [{ action_id: 'case.close', value: 'case:RT-1' }],
  };

  it('says who pressed it, of which organisation, and where', () => {
    expect(readAction(pressed)).toMatchObject({
      job: { user: 'U000ANA', userTeam: 'T2', channel: 'C1', thread: '1760000000.000100' },
      lane: 'C1:1760000000.000100',
      keys: ['trigger:tr1'],
    });
  });

  it('that has no value of ours is let go', () => {
    expect(readAction({ ...pressed, actions: [{ action_id: 'link' }] })).toBeNull();
  });
});

describe('a command', () => {
  it('comes without escapes, links and secrets', () => {
    const text = '10.1.1.5 &gt; <http://10.2.2.10|10.2.2.10>:443 password=hunter2';
    const body = { team_id: 'T1', channel_id: 'C1', user_id: 'U1', text, trigger_id: 'tr', response_url: 'https://x' };

    expect(readCommand(body).job).toMatchObject({ text: '10.1.1.5 > 10.2.2.10:443 password=[redacted]' });
  });
});
