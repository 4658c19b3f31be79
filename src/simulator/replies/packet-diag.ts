import { CAPTURE_STAGES } from '../../model/panos-command.ts';
import { frameBytes } from '../network/packet.ts';
import type { PacketDiag } from '../network/packet-diag.ts';
import { type DeviceView, type Reply, result } from './device.ts';
import { type Request, wordAfter } from './request.ts';
import { cliText, yesNo } from './xml.ts';

const DIVIDER = '-'.repeat(80);
/** The words before the setting itself: `debug dataplane packet-diag set`. */
const PREFIX = 4;
/** What a setting answers that has nothing to tell. */
const DONE = result('');

/** `debug dataplane packet-diag show setting`: the CLI's text. */
export function packetDiagSetting({ firewall: { diag } }: DeviceView): Reply {
  const filters = diag.filters.flatMap(({ source, destination }, index) => [
    `  Index ${index + 1}: ${source}/32[0]->${destination}/32[0], proto 0`,
    '           ingress-interface any, egress-interface any, exclude non-IP',
  ]);
  const stages = diag.stages.flatMap((stage) => {
    const frames = diag.frames(stage.file) ?? [];
    const bytes = frames.reduce((sum, { packet }) => sum + frameBytes(packet), 0);
    return [
      `  Stage ${stage.stage.padEnd(10)}:  file ${stage.file}`,
      `    Captured:     packets - ${frames.length}         bytes - ${bytes}`,
      `    Maximum:      packets - ${stage.packets}          bytes - ${stage.bytes}`,
    ];
  });
  const lines = [
    ...[DIVIDER, 'Packet diagnosis setting:', DIVIDER, 'Packet filter'],
    ...[`  Enabled:                   ${yesNo(diag.filterOn)}`, '  Match pre-parsed packet:   no', ...filters],
    ...[DIVIDER, 'Logging', '  Enabled:                   no', '  Log-throttle:              no'],
    ...[DIVIDER, 'Packet capture', `  Enabled:                   ${yesNo(diag.captureOn)}`],
    ...['  Snaplen:                   0', ...stages, DIVIDER],
  ];
  return result(cliText(`${lines.join('\n')}\n`));
}

/** `debug dataplane packet-diag set …` and `clear all`; null for words that PAN-OS does not have there. */
export function packetDiagChange({ firewall: { diag } }: DeviceView, request: Request): Reply | null {
  const [what, value] = request.words.slice(PREFIX);
  const verb = request.words[PREFIX - 1];
  if (verb === 'clear' && what === 'all') {
    diag.clear();
    return DONE;
  }
  if (verb !== 'set') return null;
  if (what === 'filter' && value === 'match') return addFilter(diag, request);
  if (what === 'capture' && value === 'stage') return setStage(diag, request);
  if (value !== 'on' && value !== 'off') return null;
  if (what === 'filter') diag.filterOn = value === 'on';
  else if (what === 'capture') diag.switchCapture(value === 'on');
  else return null;
  return DONE;
}

function addFilter(diag: PacketDiag, request: Request): Reply | null {
  const [source, destination] = [wordAfter(request, 'source'), wordAfter(request, 'destination')];
  if (source === null && destination === null) return null;
  const added = diag.addFilter({ source: source ?? 'any', destination: destination ?? 'any' });
  return added ? DONE : { kind: 'error', code: null, message: 'Server error: maximum number of filters reached' };
}

function setStage(diag: PacketDiag, request: Request): Reply | null {
  const stage = CAPTURE_STAGES.find((one) => one === request.words[PREFIX + 2]);
  const file = wordAfter(request, 'file');
  if (stage === undefined || file === null) return null;
  const packets = Number(wordAfter(request, 'packet-count') ?? '0');
  const bytes = Number(wordAfter(request, 'byte-count') ?? '0');
  diag.setStage({ stage, file, packets, bytes });
  return DONE;
}

/** `delete debug-filter file F`. */
export function deleteCapture({ firewall: { diag } }: DeviceView, { words }: Request): Reply {
  const file = words[3] ?? '';
  if (diag.deleteFile(file)) return DONE;
  return { kind: 'error', code: null, message: `File ${file} does not exist` };
}
