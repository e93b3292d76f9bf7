// The short list of outcomes holds what the contact can have, and finds it as people type.
import { expect, it } from 'vitest';

import { type DispositionRow, found } from './dispositions.ts';

const row = (id: string, es: string, campaigns: string[] = [], retired = false): DispositionRow => ({
  id, name: { es, en: id }, kind: 'contact', campaigns, retired,
});

const ROWS = [
  row('resolved', 'Resuelto en la llamada'),
  row('escalated', 'Escalado a técnico', ['soporte']),
  row('sale', 'Venta cerrada', ['ventas']),
  row('old', 'Ya no se usa', [], true),
];
const ids = (campaign: string | null, typed: string) =>
  found(ROWS, campaign, typed, 'es').map(({ id }) => id);

it('lists what is for the campaign, in the order of the operation', () => {
  expect(ids('soporte', '')).toEqual(['resolved', 'escalated']);
  expect(ids('ventas', '')).toEqual(['resolved', 'sale']);
});

it('lists what is for all where the campaign is not known', () => {
  expect(ids(null, '')).toEqual(['resolved']);
});

it('finds by parts of words, without accents, in any order, and by code', () => {
  expect(ids('soporte', 'TECNICO escal')).toEqual(['escalated']);
  expect(ids('soporte', 'resolved')).toEqual(['resolved']);
  expect(ids('soporte', 'venta')).toEqual([]);
});
