// Where the console begins.
import { RouterProvider } from '@tanstack/react-router';
import { StrictMode } from 'react';
import { createRoot } from 'react-dom/client';

import { recallSession } from './api/session.ts';
import { followSession } from './live/current_shift.ts';
import './look/base.css';
import './look/tokens.css';
import { followPreferences } from './look/preferences.ts';
import { router } from './router.tsx';

followPreferences();
recallSession();
followSession();

const place = document.getElementById('console');
if (place) {
  createRoot(place).render(
    <StrictMode>
      <RouterProvider router={router} />
    </StrictMode>,
  );
}
