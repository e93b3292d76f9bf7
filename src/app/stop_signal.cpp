#include "app/stop_signal.h"

#include <poll.h>
#include <sys/signalfd.h>
#include <unistd.h>

#include <cerrno>
#include <csignal>
#include <cstring>
#include <initializer_list>

namespace relevo {

namespace {

sigset_t set_of(std::initializer_list<int> numbers) {
  sigset_t set;
  sigemptyset(&set);
  for (const int number : numbers) sigaddset(&set, number);
  return set;
}

Result<int> signal_descriptor(std::initializer_list<int> numbers) {
  const sigset_t set = set_of(numbers);
  ::pthread_sigmask(SIG_BLOCK, &set, nullptr);
  const int descriptor = ::signalfd(-1, &set, SFD_CLOEXEC | SFD_NONBLOCK);
  if (descriptor < 0) {
    return fault(Fault::Kind::limit, std::string("signalfd: ") + std::strerror(errno));
  }
  return descriptor;
}

}  // namespace

void block_process_signals() {
  const sigset_t set = set_of({SIGTERM, SIGINT, SIGUSR1});
  ::sigprocmask(SIG_SETMASK, &set, nullptr);
}

Result<int> stop_signal() { return signal_descriptor({SIGTERM, SIGINT}); }

Result<int> drain_signal() { return signal_descriptor({SIGUSR1}); }

bool wait_for_stop(int descriptor, int timeout_ms) {
  pollfd polled{descriptor, POLLIN, 0};
  return ::poll(&polled, 1, timeout_ms) > 0 && (polled.revents & POLLIN) != 0;
}

bool take_drain(int descriptor) {
  signalfd_siginfo info{};
  return ::read(descriptor, &info, sizeof(info)) == static_cast<ssize_t>(sizeof(info));
}

}  // namespace relevo
