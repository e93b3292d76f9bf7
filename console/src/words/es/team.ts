// Words of the teams, in Spanish.

export const team = {
  'page.team': 'Tu equipo',
  team_empty: 'No hay agentes en tus equipos. Administración los asigna en la operación.',
  team_count: '{n} personas',
  team_help: '{n} necesitan ayuda',
  team_choose: 'Elige un equipo',
  team_choose_other: 'Otro equipo',
  team_failed: 'No se pudieron leer los equipos.',
  team_states_of: 'Estados de hoy de {name}',
  team_beside: 'En su llamada: {names}',
  states_today: 'Estados de hoy',
  states_from: 'Leído desde las {time}; lo anterior no cabe aquí.',
  states_none: 'Sin cambios de estado en lo leído.',
  states_failed: 'No se pudieron leer sus estados.',
  'cause.agent': 'por su cuenta',
  'cause.device': 'por su teléfono',
};
