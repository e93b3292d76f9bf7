// What the page of reports is told: which there are, and a morning of queues by the half hour.
import { AT } from './seed.mjs';

const form = (name, es, en, help, steps = false) => ({ name, by: 'queue', has_steps: steps,
  title: { es, en }, help });

export const FORMS = [
  form('queue_intervals', 'Colas por intervalo', 'Queues by interval', {
    es: 'Lo ofrecido, atendido y abandonado de cada cola, intervalo por intervalo.',
    en: 'What was offered, answered and abandoned in each queue, interval by interval.' }, true),
  form('agent_day', 'Día de cada agente', 'Each agent\'s day', {
    es: 'Entrada y salida, tiempo conectado y en cada estado, TMO. De las pausas personales, solo '
      + 'que lo fueron.',
    en: 'Sign-in and sign-out, time connected and in each state, AHT. Of personal breaks no more '
      + 'than that they were.' }),
];

const column = (name, kind, es, en) => ({ name, kind, title: { es, en } });
const COLUMNS = [
  column('of', 'text', 'Cola', 'Queue'), column('from', 'time', 'Desde', 'From'),
  column('to', 'time', 'Hasta', 'To'), column('offered', 'count', 'Recibidas', 'Offered'),
  column('answered', 'count', 'Contestadas', 'Answered'),
  column('abandoned', 'count', 'Abandonadas', 'Abandoned'),
  column('abandonment', 'ratio', 'Abandono', 'Abandonment'),
  column('service_level', 'ratio', 'Nivel de servicio', 'Service level'),
  column('asa', 'duration', 'Velocidad media de respuesta', 'Average speed of answer'),
  column('aht', 'duration', 'Tiempo medio de operación (TMO)', 'Average handling time (AHT)'),
];

const two = (n) => String(n).padStart(2, '0');
const [day] = new Date(AT).toISOString().split('T');
const clock = (half) => `${day} ${two(8 + Math.floor(half / 2))}:${half % 2 ? '30' : '00'}:00`;

function row(queue, half) {
  const offered = (half * 37 + queue.length * 11) % 90;
  const abandoned = offered % 7;
  const shares = offered === 0 ? [null, null, null, null]
    : [abandoned / offered, 1 - (half % 5) / 12, 4000 + half * 900, 280_000 + half * 4300];
  return [queue, clock(half), clock(half + 1), offered, offered - abandoned, abandoned, ...shares];
}

export const REPORT = { name: 'queue_intervals', title: FORMS[0].title, position: 900,
  at: new Date(AT).toISOString(), time_zone: 'Etc/UTC', from: `${day}T06:00:00.000Z`,
  to: `${day}T15:00:00.000Z`, columns: COLUMNS,
  rows: Array.from({ length: 14 }, (_, half) => ['cobranza-nacional', 'sales-en', 'soporte']
    .map((queue) => row(queue, half))).flat() };
