// SIGTERM, SIGINT and SIGUSR1 as descriptors that become readable, for loops that poll.
#pragma once

#include "base/result.h"

namespace relevo {

/// Blocks all three in this thread and in what it starts, programs included. Between fork and exec
/// of a process that will listen to them: none comes too early.
void block_process_signals();

/// Readable at SIGTERM and SIGINT; read a signalfd_siginfo to take one. Blocks the signals in this
/// thread and those it starts; call it before any thread is started. Fault limit.
Result<int> stop_signal();

/// As stop_signal, for SIGUSR1: the supervisor tells core that it is draining.
Result<int> drain_signal();

/// Waits until the descriptor of stop_signal is readable, at most `timeout_ms`; -1 waits for ever.
/// True when a stop was asked for.
bool wait_for_stop(int descriptor, int timeout_ms);

/// Whether the descriptor of drain_signal was readable; takes what is there. Does not wait.
bool take_drain(int descriptor);

}  // namespace relevo
