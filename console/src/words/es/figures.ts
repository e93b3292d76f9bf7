// Words of indicators, in Spanish.

export const figures = {
  figures_floor: 'Indicadores',
  figures_own: 'Tus indicadores de hoy: los mismos que ve quien te coordina',
  figures_last: 'Ventana',
  'figures_last.15m': '15 min',
  'figures_last.30m': '30 min',
  'figures_last.1h': '1 h',
  'figures_last.8h': '8 h',
  'figures_last.today': 'Hoy',
  figures_more: '{n} más',
  figures_less: 'Menos',
  figures_failed: 'Los indicadores no se pueden leer.',
  figures_stale: 'Cifras de las {time}: por ahora no llegan nuevas.',
  figures_none: 'Todavía no hay nada que medir en esta ventana.',
  figures_of: 'de {n}',
  figures_window: 'De {from} a {to}.',
  figures_age: 'Leído hace {age}.',
  figures_version: 'Fórmula {n}.',
};
