import { describe, expect, it } from 'vitest';
import { AT } from '../../support/facts.ts';
import { analysis, CLIENT, ENDS, findingsOf, SERVER, shown, told } from './vpc-facts.ts';

const CODE = 'aws.reachability-blocked';

describe('Reachability Analyzer', () => {
  it('is repeated as it says it, with the component that blocks', () => {
    const explanations = [{ code: 'SUBNET_ACL_RESTRICTION', component: 'acl-1', at: AT }];

    expect(told(CODE, shown([...ENDS, analysis({ explanations })]))).toEqual([
      {
        reading: 'seen',
        analysis: 'nia-1',
        code: 'SUBNET_ACL_RESTRICTION',
        component: 'acl-1',
        sourceDestCheck: false,
      },
    ]);
  });

  it('names the source/destination check before other reasons', () => {
    const explanations = [
      { code: 'SUBNET_ACL_RESTRICTION', component: 'acl-1', at: AT },
      { code: 'ENI_SOURCE_DEST_CHECK_RESTRICTION', component: 'eni-f', at: AT },
    ];

    expect(told(CODE, shown([...ENDS, analysis({ explanations })]))).toMatchObject([
      { component: 'eni-f', sourceDestCheck: true },
    ]);
  });

  it('speaks for the direction that it followed', () => {
    const back = analysis({ found: true, source: SERVER, destination: CLIENT });

    expect(findingsOf(shown([...ENDS, back])).map(({ direction, reading }) => [direction, reading])).toEqual([
      ['s2c', 'not-seen'],
    ]);
  });

  it('is known by its first and last component when it names no addresses', () => {
    const ends = { source: null, destination: null };

    expect(told(CODE, shown([...ENDS, analysis({ ...ends, components: ['i-c', 'eni-s'] })]))).toHaveLength(1);
    expect(told(CODE, shown([...ENDS, analysis({ ...ends, components: ['i-x', 'eni-y'] })]))).toEqual([]);
  });

  it('is left alone when it is about other ends, and open while it runs', () => {
    expect(told(CODE, shown([...ENDS, analysis({ source: '192.0.2.1' })]))).toEqual([]);
    expect(told(CODE, shown([...ENDS, analysis({ found: null })]))).toMatchObject([{ reading: 'could-not-tell' }]);
  });
});
