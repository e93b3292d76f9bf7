// Words of the reports, in Spanish.

export const reports = {
  'page.reports': 'Reportes',
  report: 'Reporte',
  reports_choice: 'Elegir reporte',
  reports_table: 'Tabla del reporte; se desplaza con las flechas',
  reports_day: 'Otro día',
  reports_step: 'Intervalo',
  'reports_step.15m': '15 minutos',
  'reports_step.30m': '30 minutos',
  'reports_step.1h': '1 hora',
  reports_rows: '{n} líneas',
  reports_zone: 'Horas de {zone}',
  reports_more: 'Aquí se muestran {n} de {all} líneas. El archivo las tiene todas.',
  reports_nothing: 'No hubo nada ese día.',
  reports_nothing_text: 'Elige otro día. Se guardan intervalos de los últimos tres días.',
  reports_refused: 'No se pudo leer el reporte',
  reports_not_saved: 'No se pudo guardar. Inténtalo otra vez.',
};
