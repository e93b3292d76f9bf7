// Alerts on the stage: one of each state, and what an agent is told about themselves.
import { AT } from './seed.mjs';

const at = (seconds) => new Date(AT + seconds * 1000).toISOString();

const alert = (id, more) => ({ id, rule: 'espera', name: { es: 'Espera larga', en: 'Long wait' },
  severity: 'critical', subject: { kind: 'queue', code: 'soporte' }, state: 'open',
  level: 'supervisor', next_level: 'command-center', owner: null, count: 1, nudged: false,
  opened_at: at(-75), climbs_at: at(45), snoozed_until: null, settles_at: null,
  indicator: 'longest_wait', value: 45_000, above: true, limit: 30_000, window_ms: 60_000,
  end: 'none', ended_at: null, ended_by: null, useful: null, ...more });

const missed = { rule: 'ofertas-perdidas', name: { es: 'Ofertas perdidas', en: 'Missed offers' },
  severity: 'warning', subject: { kind: 'agent', code: '1001' }, level: 'agent',
  next_level: 'coordinator', indicator: 'missed_offers', value: 2, limit: 1, window_ms: 900_000 };

export const ALERTS = { rows: [
  alert(9, { severity: 'warning', name: { es: 'Abandono alto', en: 'High abandonment' },
    indicator: 'abandonment', value: 0.124, limit: 0.08, window_ms: 900_000, state: 'calm',
    settles_at: at(12), climbs_at: null, count: 3 }),
  alert(8, { ...missed, state: 'snoozed', snoozed_until: at(290), climbs_at: null }),
  alert(7, { severity: 'warning', owner: 's01', state: 'acknowledged', level: 'coordinator',
    subject: { kind: 'site', code: 'guadalajara' }, useful: true,
    name: { es: 'Nivel de servicio bajo en sitio', en: 'Low service level at the site' },
    indicator: 'service_level', value: 0.712, above: false, limit: 0.8, window_ms: 900_000 }),
  alert(6),
] };

export const OWN_ALERTS = { rows: [alert(8, { ...missed, nudged: true })] };
