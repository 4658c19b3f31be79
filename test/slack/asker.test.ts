import { describe, expect, it } from 'vitest';
import { askerOf } from '../../src/slack/asker.ts';
import type { PersonInSlack, SlackApi } from '../../src/slack/web-api.ts';

const TEAM = 'T0HOME';
const MEMBER: PersonInSlack = {
  team: TEAM,
  teams: [],
  isBot: false,
  isGuest: false,
  isStranger: false,
  isDeleted: false,
};

/** Slack's answers about one person in one channel; nothing else may be asked. */
function slackSaying(person: PersonInSlack, shared: boolean, asked: string[] = []): SlackApi {
  const refuse = async () => {
    throw new Error('this was not to be asked');
  };
  return {
    post: refuse,
    update: refuse,
    whisper: refuse,
    recent: refuse,
    thread: refuse,
    fileUrl: refuse,
    newFile: refuse,
    shareFile: refuse,
    openView: refuse,
    isMember: refuse,
    permalink: refuse,
    usergroupMembers: refuse,
    async person(user) {
      asked.push(`person ${user}`);
      return person;
    },
    async isSharedOutside(channel) {
      asked.push(`channel ${channel}`);
      return shared;
    },
  };
}

async function kindOf(given: Partial<PersonInSlack>, asking: { user?: string; userTeam?: string } = {}) {
  const api = slackSaying({ ...MEMBER, ...given }, false);
  const asker = await askerOf({ api, fleet: null }, { team: TEAM, channel: 'C0NOC', user: 'U0ANA', ...asking });
  return asker.ok ? asker.value.kind : asker.error.code;
}

describe('askerOf', () => {
  it.each([
    ['a member', {}, {}, 'member'],
    ['a member, by the team of the click as well', {}, { userTeam: TEAM }, 'member'],
    [
      'a member from another workspace of the organisation',
      { team: 'T0SISTER', teams: [TEAM, 'T0SISTER'] },
      {},
      'member',
    ],
    ['a guest', { isGuest: true }, {}, 'guest'],
    ['a bot', { isBot: true }, {}, 'bot'],
    ['Slackbot', {}, { user: 'USLACKBOT' }, 'bot'],
    ['somebody of another workspace', { team: 'T0OTHER' }, {}, 'outsider'],
    ['somebody whose workspace Slack does not name', { team: null }, {}, 'outsider'],
    ['somebody whose click came from elsewhere', {}, { userTeam: 'T0OTHER' }, 'outsider'],
    ['a stranger', { isStranger: true }, {}, 'outsider'],
    ['somebody who left', { isDeleted: true }, {}, 'outsider'],
  ])('takes %s for what they are', async (_, person, asking, kind) => {
    expect(await kindOf(person, asking)).toBe(kind);
  });

  it('asks Slack of the person and the channel, each time', async () => {
    const asked: string[] = [];
    const api = slackSaying(MEMBER, true, asked);
    const asking = { team: TEAM, channel: 'C0NOC', user: 'U0ANA' };

    const [first] = [await askerOf({ api, fleet: null }, asking), await askerOf({ api, fleet: null }, asking)];

    expect(first).toMatchObject({ ok: true, value: { shared: true, user: 'U0ANA', channel: 'C0NOC' } });
    expect(asked).toEqual(['person U0ANA', 'channel C0NOC', 'person U0ANA', 'channel C0NOC']);
  });

  it('does not look up a direct conversation, which nobody else reads', async () => {
    const asked: string[] = [];
    const api = slackSaying(MEMBER, true, asked);

    const asker = await askerOf({ api, fleet: null }, { team: TEAM, channel: 'D0ANA', user: 'U0ANA' });

    expect(asker).toMatchObject({ ok: true, value: { shared: false } });
    expect(asked).toEqual(['person U0ANA']);
  });
});
