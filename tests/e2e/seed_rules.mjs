// Rules on the stage: of every kind of limit, some marked and some not, and the ladder.

const rule = (code, es, en, of, when, more = {}) => ({ code, name: { es, en }, of, only: [],
  severity: 'warning', holds_ms: 30_000, when, covers: false,
  counts: { fired: 0, recovered: 0, resolved: 0, covered: 0, rule_gone: 0, useful: 0,
    not_useful: 0 }, ...more });
const minutes = (n) => n * 60_000;
const when = (indicator, window, above, limit, back = limit) =>
  ({ indicator, window_ms: minutes(window), above, limit, back });
const counts = (fired, useful, notUseful) => ({ fired, recovered: fired - 1, resolved: 1,
  covered: 0, rule_gone: 0, useful, not_useful: notUseful });

const level = (code, es, en, role, warning, critical) => ({ code, name: { es, en }, role,
  warning_ms: warning * 1000, critical_ms: critical * 1000 });

export const RULES = { position: 900, at: '2026-01-31T15:00:00.000Z', rows: [
  rule('espera', 'Espera larga', 'Long wait', 'queue', [when('longest_wait', 1, true, 30_000, 15_000)],
    { severity: 'critical', holds_ms: 2000, counts: counts(41, 29, 4) }),
  rule('abandono', 'Abandono alto', 'High abandonment', 'queue',
    [when('abandonment', 15, true, 0.08, 0.05), when('offered', 15, true, 9)],
    { counts: counts(12, 0, 0) }),
  rule('nivel-de-servicio', 'Nivel de servicio bajo', 'Low service level', 'queue',
    [when('service_level', 60, false, 0.8, 0.825), when('offered', 60, true, 9)],
    { only: ['soporte', 'sales-en', 'cobranza-nacional'], holds_ms: 90_000 }),
  rule('ofertas-perdidas', 'Ofertas perdidas', 'Missed offers', 'agent',
    [when('missed_offers', 15, true, 1)], { holds_ms: 0, counts: counts(8, 3, 3) }),
  rule('ocupacion', 'Ocupación alta', 'High occupancy', 'agent',
    [when('occupancy', 30, true, 0.9, 0.85)], { holds_ms: minutes(5), counts: counts(3, 2, 0) }),
  rule('sitio-inalcanzable', 'Sitio inalcanzable', 'Site unreachable', 'site',
    [when('unreachable', 5, true, 0.15, 0.05)],
    { severity: 'critical', holds_ms: 10_000, covers: true, counts: counts(1, 1, 0) }),
], ladder: { agent_warning_ms: 180_000, agent_critical_ms: 0, levels: [
  level('coordinator', 'Coordinación', 'Coordinator', 'coordinator', 300, 60),
  level('supervisor', 'Supervisión', 'Supervisor', 'supervisor', 600, 90),
  level('command-center', 'Centro de comando', 'Command center', 'command_center', 600, 180),
  level('director', 'Dirección', 'Director', 'director', 600, 180),
], nudges_max: 3, handling_ms: 900_000, settle_ms: 120_000, snooze_max_ms: 3_600_000 } };

/** As an agent reads them: what became of each is about others too. */
export const RULES_OF_AGENT = { ...RULES, rows: RULES.rows.map((row) => ({ ...row, counts: null })) };

/** An indicator that no other staged page shows. */
export const UNREACHABLE = { name: 'unreachable', version: 1, unit: 'ratio', better: 'lower',
  formula: 'unreachable', title: { es: 'Inalcanzable', en: 'Unreachable' },
  help: { es: 'Parte de los conectados.', en: 'Share of those connected.' } };
