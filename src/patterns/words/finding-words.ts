/**
 * What a finding means in words, one sentence for each reading. `{name}` is a value of the finding;
 * a part in square brackets is left out when one of its values is not there.
 */
export interface FindingWords {
  readonly title: string;
  readonly seen: string;
  readonly notSeen: string;
  readonly couldNotTell: string;
}
