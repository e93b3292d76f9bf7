// Words of what an agent writes down of a contact, in Spanish.

export const outcome = {
  dispositions: 'Tipificación',
  dispositions_failed: 'No se pudieron leer las tipificaciones.',
  disposition_said: 'Queda: {name}',
  disposition_none: 'Aún sin elegir',
  disposition_search: 'Buscar tipificación',
  disposition_not_found: 'Ninguna coincide.',
  notes: 'Notas',
  note_new: 'Escribe una nota',
  note_send: 'Guardar nota',
  note_empty: 'Primero escribe algo.',
  note_unsent: 'Sin guardar: se guarda sola al terminar.',
  wrap_remaining: 'Lo que queda del trabajo posterior',
  wrap_extend: '+30 s',
  wrap_at_most: 'No puede durar más: el máximo de esta cola es {time}.',
  wrap_handed_to: 'La interacción siguió con {name}.',
  wrap_handed_to_queue: 'La interacción siguió en la cola {queue}.',
  open_record: 'Abrir la ficha del cliente',
  opens_record: 'Al contestar, abrir la ficha del cliente en otra pestaña',
};
