#include "app/stop_signal.h"

#include <poll.h>
#include <sys/signalfd.h>

#include <cerrno>
#include <csignal>
#include <cstring>

namespace relevo {

Result<int> stop_signal() {
  sigset_t stops;
  sigemptyset(&stops);
  sigaddset(&stops, SIGTERM);
  sigaddset(&stops, SIGINT);
  ::pthread_sigmask(SIG_BLOCK, &stops, nullptr);
  const int descriptor = ::signalfd(-1, &stops, SFD_CLOEXEC | SFD_NONBLOCK);
  if (descriptor < 0) {
    return fault(Fault::Kind::limit, std::string("signalfd: ") + std::strerror(errno));
  }
  return descriptor;
}

bool wait_for_stop(int descriptor, int timeout_ms) {
  pollfd polled{descriptor, POLLIN, 0};
  return ::poll(&polled, 1, timeout_ms) > 0 && (polled.revents & POLLIN) != 0;
}

}  // namespace relevo
