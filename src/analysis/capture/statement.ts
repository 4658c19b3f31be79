import type { FindingCode, FindingReading, Observation } from '../../model/finding.ts';
import type { Direction } from '../../model/flow.ts';
import { observe, type Values } from '../observation.ts';
import type { Place } from './place.ts';
import { type Sight, senderOf } from './sight.ts';
import type { Vantage } from './vantage.ts';

/** One connection of the flow at one place: what the findings of that place are about. */
export interface Look {
  readonly vantage: Vantage;
  readonly sight: Sight;
  readonly place: Place;
  /** Another capture shows this very connection to work: what does not pass here passes elsewhere. */
  readonly worksElsewhere?: boolean;
  /** It works over this interface and another one of the same host, each of which holds one direction. */
  readonly worksAcross?: boolean;
  /** Another capture, begun before this very connection, holds packets of it and not its beginning: it has two ways. */
  readonly joinedLater?: boolean;
}

/** States one finding of a place. */
export function state(look: Look, code: FindingCode, reading: FindingReading, values: Values = {}): Observation {
  const { vantage, sight, place } = look;
  return observe(code, reading, {
    observers: [vantage.name],
    values: { where: vantage.where, place, ...values },
    citations: [sight.fact.at],
  });
}

/** States one finding of a place on one direction; `sender` is who sends in it. */
export function stateOf(
  look: Look,
  code: FindingCode,
  direction: Direction,
  reading: FindingReading,
  values: Values = {},
): Observation {
  return { ...state(look, code, reading, { sender: senderOf(direction), ...values }), direction };
}
