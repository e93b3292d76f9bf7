#include "app/child.h"

#include <sys/prctl.h>
#include <unistd.h>

#include <algorithm>
#include <csignal>
#include <cstdio>

namespace relevo {

bool Child::start(std::int64_t now_ms) {
  std::vector<char*> words;
  std::string program = "relevo";
  words.push_back(program.data());
  for (std::string& argument : arguments_) words.push_back(argument.data());
  words.push_back(nullptr);

  const pid_t supervisor = ::getpid();
  const pid_t pid = ::fork();
  if (pid < 0) {
    ended(now_ms);  // Tried again after a pause, like a process that died at once.
    return false;
  }
  if (pid == 0) {
    ::setpgid(0, 0);
    ::prctl(PR_SET_PDEATHSIG, SIGTERM);
    if (::getppid() != supervisor) ::_exit(2);  // It died before prctl took effect.
    sigset_t none;
    sigemptyset(&none);
    ::sigprocmask(SIG_SETMASK, &none, nullptr);
    ::execv("/proc/self/exe", words.data());
    std::perror("relevo: starting a process");
    ::_exit(2);
  }
  pid_ = pid;
  started_ms_ = now_ms;
  return true;
}

void Child::ended(std::int64_t now_ms) {
  pid_ = 0;
  if (now_ms - started_ms_ >= steady_after_ms) pause_ms_ = pause_ms_min;
  due_ms_ = now_ms + pause_ms_;
  pause_ms_ = std::min(pause_ms_ * 2, pause_ms_max);
}

void Child::signal(int number) const {
  if (running()) ::kill(pid_, number);
}

}  // namespace relevo
