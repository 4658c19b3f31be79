import type { Pattern } from '../model/pattern.ts';

export const captureArtifact = {
  id: 'capture-artifact',
  title: 'The missing half is made by the capture',
  axis: 'look-alike',
  mechanism:
    'The capture shows one half of a conversation, or parts of it, and another witness shows that the whole passes. What is missing was never recorded: the capture began late, copies or asks for one direction only, lost packets itself, or the packets pass in hardware where nothing captures them.',
  presents: [
    'A trace shows requests without replies, and the application works.',
    'A firewall’s capture ends after the first packets of a session that goes on and on.',
    'Every conversation in the file has the same half missing.',
    'An analyser reports unseen segments, or calls a conversation one-sided.',
  ],
  clues: [
    {
      finding: 'capture.misses-packets',
      when: 'seen',
      where: { kind: 'session' },
      role: 'signature',
      slot: 'not-captured',
      bits: 4,
      because: 'Others saw those packets pass, and the capture has a limit that explains why it does not hold them.',
    },
    {
      finding: 'capture.misses-packets',
      when: 'seen',
      where: { kind: 'socket' },
      role: 'signature',
      slot: 'not-captured',
      bits: 4,
      because: 'Others saw those packets pass, and the capture has a limit that explains why it does not hold them.',
    },
    {
      finding: 'capture.misses-packets',
      when: 'seen',
      where: { kind: 'capture' },
      role: 'signature',
      slot: 'not-captured',
      bits: 4,
      because: 'Others saw those packets pass, and the capture has a limit that explains why it does not hold them.',
    },
    {
      finding: 'between.capture-contradicted',
      when: 'seen',
      where: { kind: 'session' },
      role: 'signature',
      slot: 'whole-elsewhere',
      bits: 4,
      because: 'The firewall counted both directions until both ends closed the connection, whatever a capture holds.',
    },
    {
      finding: 'between.capture-contradicted',
      when: 'seen',
      where: { kind: 'socket' },
      role: 'signature',
      slot: 'whole-elsewhere',
      bits: 4,
      because: 'The end of the connection counts both directions, whatever a capture holds.',
    },
    {
      finding: 'capture.misses-packets',
      when: 'seen',
      where: { kind: 'growing' },
      role: 'supports',
      bits: 2,
      because: 'The connection works while one looks: what the capture lacks needs no other cause.',
    },
    {
      finding: 'session.both-directions-grow',
      when: 'seen',
      role: 'supports',
      bits: 1,
      because: 'The firewall’s own byte counts grow in both directions.',
    },
    {
      finding: 'host.connection-both-ways',
      when: 'seen',
      role: 'supports',
      bits: 1,
      because: 'The end of the connection itself has received data, and what it sent was acknowledged.',
    },
    {
      finding: 'capture.both-directions',
      when: 'seen',
      role: 'supports',
      bits: 1,
      because: 'A capture holds both directions, and each acknowledges the other.',
    },
    limit('capture.session-offloaded', 'What passes in hardware never reaches the CPU that captures.'),
    limit('capture.one-sided', 'A mirror port that copies one direction shows half of everything.'),
    limit('capture.filter-one-way', 'A filter for one direction shows half of everything.'),
    limit('capture.late-start', 'What passed before the capture began is not in it.'),
    limit('capture.packets-dropped', 'The capturing host itself lost packets.'),
    {
      finding: 'capture.misses-packets',
      when: 'not-seen',
      role: 'against',
      bits: 2,
      because: 'A capture has both directions whole.',
    },
    {
      finding: 'session.return-unseen',
      when: 'seen',
      role: 'rules-out',
      bits: 4,
      because: 'The firewall’s own byte counts, which know no limits of a capture, lack the reply too.',
    },
    {
      finding: 'session.return-frozen',
      when: 'seen',
      role: 'rules-out',
      bits: 4,
      because: 'The firewall’s own byte counts, which know no limits of a capture, stand still for the reply.',
    },
    {
      finding: 'capture.reply-missing',
      when: 'seen',
      role: 'against',
      bits: 2,
      because: 'A capture without such limits lacks the reply too.',
    },
  ],
  observersNeeded: 1,
  mustBeat: ['return-path-bypass'],
  explains: [],
  remedies: [
    {
      action:
        'Capture again without the limit: started before the client connects, without a direction in the filter, a mirror of both directions, a larger buffer (`-B`) or shorter snapshots (`-s 128`)',
      where: 'where the first capture was taken',
      risk: 'low',
      riskWhy: 'A narrow filter keeps the load small; captures hold user data.',
      rollback: 'Stop the capture and delete the file.',
    },
    {
      action:
        'On PAN-OS with offload: read the session’s byte counts twice instead of capturing, or capture at a host or switch beside it',
      where: 'the firewall, or the neighbour',
      risk: 'none',
      riskWhy: 'Reading changes nothing.',
      rollback: 'None needed.',
    },
  ],
  doNot: [
    {
      action: 'Changing routes because a trace shows one half',
      because: 'The other half passes; the trace did not record it.',
    },
    {
      action: 'Turning session offload off on a busy firewall to see the packets',
      because:
        'All its traffic then goes through the CPU. The byte counts of the session show the same without any risk.',
    },
    {
      action: 'Closing the case because the capture was wrong',
      because: 'Users who complain still have a fault somewhere. This says only that the capture is no evidence of it.',
    },
  ],
  checklist: [
    {
      id: 'counts',
      stage: 'before',
      action: 'Read the session twice, ten seconds apart, while it is used',
      command: 'session-id',
      expect: 'Both byte counts grow.',
      passes: { finding: 'session.both-directions-grow', reading: 'seen' },
    },
    {
      id: 'again',
      stage: 'after',
      action: 'Capture once more without the limit',
      command: 'capture-server',
      expect: 'The capture holds both directions, from the first packet on.',
      passes: { finding: 'capture.misses-packets', reading: 'not-seen' },
    },
  ],
} as const satisfies Pattern;

function limit<
  F extends
    | 'capture.session-offloaded'
    | 'capture.one-sided'
    | 'capture.filter-one-way'
    | 'capture.late-start'
    | 'capture.packets-dropped',
>(finding: F, because: string) {
  return { finding, when: 'seen', role: 'supports', bits: 1, because } as const;
}
