import { describe, expect, it } from 'vitest';
import { doNotOf } from '../../src/diagnosis/do-not.ts';
import { returnPathBypass } from '../../src/patterns/return-path-bypass.ts';
import { findings } from '../support/findings.ts';

describe('what not to do', () => {
  it('warns of changes on a guess while no cause is known', () => {
    expect(doNotOf([], [])).toHaveLength(1);
  });

  it('names the rule that permits the flow, in place of the general word on policy', () => {
    const lines = doNotOf(
      [returnPathBypass],
      findings({ code: 'session.denied', reading: 'not-seen', values: { rule: 'lan-to-srv' } }),
    );
    const policy = lines.filter(({ action }) => /policy/.test(action));

    expect(policy).toHaveLength(1);
    expect(policy[0]?.because).toContain('Rule “lan-to-srv” permits this flow');
  });

  it('does not defend a policy that did deny', () => {
    const denied = findings(
      { code: 'session.denied', values: { rule: 'no' } },
      { code: 'session.denied', reading: 'not-seen', values: { rule: 'yes' }, observers: ['FW-B'] },
    );
    expect(doNotOf([], denied)).toHaveLength(1);
  });

  it('says of the provider, the bypass and another failover what the evidence shows', () => {
    const lines = doNotOf(
      [returnPathBypass],
      findings(
        { code: 'between.reply-elsewhere', observers: ['FW-A', 'FW-B'] },
        { code: 'settings.asymmetric-bypass' },
        { code: 'ha.recent-change' },
      ),
    ).map(({ because }) => because);

    expect(lines.join('\n')).toContain('FW-A and FW-B show both halves');
    expect(lines.join('\n')).toContain('already lets such packets pass');
    expect(lines.join('\n')).toContain('changed state only just now');
  });
});
