/** The ways in which the call comes in. Each becomes a finding `symptom.<id>` of the source group `person`. */
export const SYMPTOMS = [
  { id: 'intermittent', label: 'It opens sometimes and hangs at other times' },
  { id: 'ping-works', label: 'Ping works, the application does not' },
  { id: 'some-users', label: 'Only some users are affected' },
  { id: 'one-way', label: 'One-way: requests arrive, answers do not come back' },
  { id: 'started-after-change', label: 'It started after a change (second ISP, core switch, load balancer)' },
  { id: 'tcp-only', label: 'Only TCP fails, UDP is fine' },
  { id: 'after-failover', label: 'Everything broke after a failover' },
  { id: 'tcp-fails', label: 'TCP connections do not come up' },
] as const;

export type Symptom = (typeof SYMPTOMS)[number]['id'];
