// Words of raised hands and messages, in Spanish.

export const messages = {
  hand_raise: 'Pedir ayuda',
  hand_lower: 'Ya no necesito ayuda',
  messages: 'Mensajes del centro',
  messages_more: 'y {n} más, al leer estos',
  message_centre: 'El centro',
  message_state: '{who} cambió tu estado a {state}',
  message_urgent: 'Urgente',
  message_erased: 'El texto ya no se conserva.',
  message_read: 'Leído',
  sent: 'Enviados',
  sent_read: 'Leído por {n} de {all}',
  sent_unread: 'Falta: {names}',
  sent_more: '{n} más',
  sent_not_read: 'No se pudo leer lo enviado.',
};
