import { playFaults } from './play.ts';
const t = Date.now();
const r = await playFaults();
for (const p of [...r.live, ...r.clear]) console.log([p.case.id, p.step, p.device, p.ending, p.run.says, p.cause, p.confirmed.join(), p.requests.length].join('\n   '));
console.log(r.leaks, Date.now() - t);
