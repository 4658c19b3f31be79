import { cliOf, trafficQuery } from '../../model/panos-cli.ts';
import { COMMAND_RISK, type PanosCommand, type PanosCommandKind, type RiskClass } from '../../model/panos-command.ts';
import { ok, type Problem, type Result } from '../../model/result.ts';
import { checkCommand } from './check-command.ts';
import { opXml } from './op-xml.ts';

/** What goes to the XML API: an operational command, or a query of the traffic log, which runs as a job. */
export type ApiRequest =
  | { readonly type: 'op'; readonly cmd: string }
  | { readonly type: 'log'; readonly logType: 'traffic'; readonly query: string; readonly nlogs: number };

/** A command that may be sent. */
export interface WrittenCommand {
  /** The same in CLI words. */
  readonly cli: string;
  readonly request: ApiRequest;
  readonly risk: RiskClass;
  /** True when sending it twice does and tells no more than sending it once, so that it may be tried again. */
  readonly idempotent: boolean;
}

/**
 * What must not be sent twice: a delta reading of counters starts a new window, a filter match adds another filter, and
 * the number of a session that was cleared may belong to another one by then.
 */
const ONCE: ReadonlySet<PanosCommandKind> = new Set([
  'counters',
  'packet-filter-match',
  'clear-session',
  'clear-sessions',
]);

/** Writes a command for a device, or says which field keeps it from being sent. Nothing else makes what a device is sent. */
export function writeCommand(command: PanosCommand): Result<WrittenCommand, Problem> {
  const checked = checkCommand(command);
  if (!checked.ok) return checked;
  const { kind } = checked.value;
  return ok({
    cli: cliOf(checked.value),
    request: requestOf(checked.value),
    risk: COMMAND_RISK[kind],
    idempotent: !ONCE.has(kind),
  });
}

function requestOf(command: PanosCommand): ApiRequest {
  if (command.kind !== 'traffic-log') return { type: 'op', cmd: opXml(command.kind, command) };
  return { type: 'log', logType: 'traffic', query: trafficQuery(command), nlogs: command.count };
}
