// What the program promised itself. On in release; never about what a peer, file or user sent.
#pragma once

namespace relevo {

/// Prints the broken promise and where the log stood, and aborts. Exit status 3 comes from the
/// supervisor, which sees the abort.
[[noreturn]] void assert_failed(const char* promise, const char* file, int line);

/// The engine keeps the log's position here so that a broken promise can be found by replay.
void set_assert_position(unsigned long long position);

}  // namespace relevo

#define RELEVO_ASSERT(promise) \
  ((promise) ? static_cast<void>(0) : ::relevo::assert_failed(#promise, __FILE__, __LINE__))
