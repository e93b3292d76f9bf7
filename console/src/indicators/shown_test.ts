// Figures as they are shown, and as they are asked for.
import { expect, it } from 'vitest';

import { pathOf } from './figures.ts';
import { shownFigure } from './shown.ts';

it('a figure is shown in its unit, and nothing to divide by is no zero', () => {
  expect(shownFigure('ratio', 0.9333, 'en')).toBe('93.3 %');
  expect(shownFigure('ratio', 0, 'en')).toBe('0.0 %');
  expect(shownFigure('ms', 70_000, 'es')).toBe('1:10');
  expect(shownFigure('count', 1234, 'en')).toBe('1,234');
  expect(shownFigure('per_hour', 1.2, 'en')).toBe('1.20');
  expect(shownFigure('each', 0.5, 'en')).toBe('0.50');
  expect(shownFigure('ratio', null, 'en')).toBe('–');
  expect(shownFigure('count', undefined, 'en')).toBe('–');
});

it('what is asked is in the address', () => {
  expect(
    pathOf({ by: 'queue', of: 'soporte', names: ['asa', 'aht'], last: '30m' }),
  ).toBe('/indicators?by=queue&names=asa%2Caht&of=soporte&last=30m');
  expect(pathOf({ by: 'agent', names: ['aht'], day: 'today' })).toBe(
    '/indicators?by=agent&names=aht&day=today',
  );
});
