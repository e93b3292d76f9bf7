#include "voice/sip/loop.h"

#include <algorithm>
#include <memory>
#include <utility>

#include "base/assert.h"

namespace relevo::voice {

Loop::Loop() {
  su_init();
  root_ = su_root_create(nullptr);
  RELEVO_ASSERT(root_ != nullptr);
  su_root_threading(root_, 0);
}

Loop::~Loop() {
  su_root_destroy(root_);
  su_deinit();
}

namespace {

using Work = std::function<void()>;

void run_work(su_root_magic_t* /*root*/, su_msg_r message, su_msg_arg_t* /*data*/) {
  (**static_cast<Work**>(su_msg_data(message)))();
}

void drop_work(su_msg_arg_t* data) { delete *static_cast<Work**>(data); }

}  // namespace

void Loop::post(std::function<void()> work) {
  su_msg_r message = SU_MSG_R_INIT;
  if (su_msg_create(message, su_root_task(root_), su_task_null, run_work, sizeof(Work*)) != 0) {
    return;  // Out of memory only.
  }
  *static_cast<Work**>(su_msg_data(message)) = new Work(std::move(work));
  su_msg_deinitializer(message, drop_work);
  su_msg_send(message);
}

Timer::Timer(Loop& loop, std::function<void()> on_time)
    : timer_(su_timer_create(su_root_task(loop.root()), 0)), on_time_(std::move(on_time)) {
  RELEVO_ASSERT(timer_ != nullptr);
}

Timer::~Timer() { su_timer_destroy(timer_); }

void Timer::set(Duration after) {
  su_timer_set_interval(timer_, fire, this, std::max<su_duration_t>(1, in_ms(after)));
}

void Timer::clear() { su_timer_reset(timer_); }

void Timer::fire(su_root_magic_t* /*root*/, su_timer_t* /*timer*/, su_timer_arg_t* self) {
  // A copy: what it does may destroy this timer.
  const auto on_time = static_cast<Timer*>(self)->on_time_;
  on_time();
}

Watch::Watch(Loop& loop, int descriptor, std::function<void()> on_ready)
    : loop_(loop), descriptor_(descriptor), on_ready_(std::move(on_ready)) {
  su_wait_t wait = SU_WAIT_INIT;
  su_wait_create(&wait, descriptor_, SU_WAIT_IN);
  index_ = su_root_register(loop_.root(), &wait, wake, this, su_pri_normal);
  RELEVO_ASSERT(index_ != -1);
}

Watch::~Watch() { su_root_deregister(loop_.root(), index_); }

void Watch::want_write(bool wanted) {
  if (wanted == writing_) return;
  writing_ = wanted;
  su_root_eventmask(loop_.root(), index_, descriptor_, SU_WAIT_IN | (wanted ? SU_WAIT_OUT : 0));
}

int Watch::wake(su_root_magic_t* /*root*/, su_wait_t* /*wait*/, su_wakeup_arg_t* self) {
  const auto on_ready = static_cast<Watch*>(self)->on_ready_;
  on_ready();
  return 0;
}

}  // namespace relevo::voice
