import { describe, expect, it } from 'vitest';
import { lackText } from '../../lab/need.ts';

describe('what the proving ground lacks', () => {
  it('is told with how to get it', () => {
    const text = lackText([{ what: 'the program "nft"', how: 'apt-get install nftables' }]);
    expect(text).toBe(
      'The proving ground cannot be entered here. It lacks:\n  the program "nft"\n    to get it: apt-get install nftables\n',
    );
  });
});
