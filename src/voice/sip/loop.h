// The event loop of the SIP thread: sofia's root, with timers and descriptors of ours in it.
#pragma once

#include <functional>

#include "base/time.h"
#include "voice/sip/sofia.h"

namespace relevo::voice {

/// Everything in it runs on the thread that made it.
class Loop {
 public:
  Loop();
  ~Loop();
  Loop(const Loop&) = delete;
  Loop& operator=(const Loop&) = delete;

  su_root_t* root() { return root_; }

  /// Handles events until stop() is called in one of them.
  void run() { su_root_run(root_); }

  /// From the loop's own thread.
  void stop() { su_root_break(root_); }

  /// Runs `work` on the loop's thread, soon. Any thread; does not wait.
  void post(std::function<void()> work);

 private:
  su_root_t* root_;
};

/// One deadline. Setting it again moves it; destroying it forgets it.
class Timer {
 public:
  Timer(Loop& loop, std::function<void()> on_time);
  ~Timer();
  Timer(const Timer&) = delete;
  Timer& operator=(const Timer&) = delete;

  void set(Duration after);
  void clear();

 private:
  static void fire(su_root_magic_t* root, su_timer_t* timer, su_timer_arg_t* self);

  su_timer_t* timer_;
  std::function<void()> on_time_;
};

/// Calls `on_ready` when a descriptor can be read, or, if wanted, written. Does not own it.
class Watch {
 public:
  Watch(Loop& loop, int descriptor, std::function<void()> on_ready);
  ~Watch();
  Watch(const Watch&) = delete;
  Watch& operator=(const Watch&) = delete;

  void want_write(bool wanted);

 private:
  static int wake(su_root_magic_t* root, su_wait_t* wait, su_wakeup_arg_t* self);

  Loop& loop_;
  int descriptor_;
  int index_;
  bool writing_ = false;
  std::function<void()> on_ready_;
};

}  // namespace relevo::voice
