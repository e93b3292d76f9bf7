// SIGTERM and SIGINT as a descriptor that becomes readable, for loops that poll.
#pragma once

#include "base/result.h"

namespace relevo {

/// Blocks both signals in this thread and those it starts; call it before any thread is started.
/// The descriptor becomes readable at each; read a signalfd_siginfo to take it. Fault limit.
Result<int> stop_signal();

/// Waits until the descriptor of stop_signal is readable, at most `timeout_ms`; -1 waits for ever.
/// True when a stop was asked for.
bool wait_for_stop(int descriptor, int timeout_ms);

}  // namespace relevo
