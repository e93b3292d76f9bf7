#include "voice/media/media_loop.h"

#include <pthread.h>
#include <sched.h>
#include <sys/epoll.h>
#include <sys/eventfd.h>
#include <sys/timerfd.h>

#include <algorithm>
#include <cerrno>
#include <cstring>

#include "voice/media/audio_clock.h"

namespace relevo::voice {

namespace {

constexpr int events_max = 64;                // Taken from epoll at once.
constexpr std::uint64_t frames_late_max = 3;  // Caught up with when the thread was held up.

// What an epoll event is about: one of ours, or a leg's address, whose lowest bit tells RTCP.
constexpr std::uint64_t wake_tag = 0;
constexpr std::uint64_t frame_tag = 2;
constexpr std::uint64_t second_tag = 4;
constexpr std::uint64_t rtcp_bit = 1;

std::uint64_t tag_of(const Leg* leg) { return reinterpret_cast<std::uintptr_t>(leg); }
Leg* leg_of(std::uint64_t tag) { return reinterpret_cast<Leg*>(tag & ~rtcp_bit); }

itimerspec every(Duration period) {
  timespec spec{.tv_sec = period.us / 1'000'000, .tv_nsec = period.us % 1'000'000 * 1000};
  return {.it_interval = spec, .it_value = spec};
}

std::uint64_t expirations(const Descriptor& timer) {
  std::uint64_t count = 0;
  return ::read(timer.number(), &count, sizeof(count)) == sizeof(count) ? count : 0;
}

LegCounts sum(const LegCounts& a, const LegCounts& b) {
  return {.packets_in = a.packets_in + b.packets_in,
          .packets_out = a.packets_out + b.packets_out,
          .packets_refused = a.packets_refused + b.packets_refused,
          .packets_dropped = a.packets_dropped + b.packets_dropped};
}

}  // namespace

Result<std::unique_ptr<MediaLoop>> MediaLoop::start(Options options, Recorder& recorder,
                                                    MediaEvents& events, Logger& logger) {
  Descriptors made{
      .epoll = Descriptor{::epoll_create1(EPOLL_CLOEXEC)},
      .wake = Descriptor{::eventfd(0, EFD_NONBLOCK | EFD_CLOEXEC)},
      .frame = Descriptor{::timerfd_create(CLOCK_MONOTONIC, TFD_NONBLOCK | TFD_CLOEXEC)},
      .second = Descriptor{::timerfd_create(CLOCK_MONOTONIC, TFD_NONBLOCK | TFD_CLOEXEC)}};
  if (made.epoll.number() < 0 || made.wake.number() < 0 || made.frame.number() < 0 ||
      made.second.number() < 0) {
    return fault(Fault::Kind::limit, std::string("media: descriptors: ") + std::strerror(errno));
  }
  return std::unique_ptr<MediaLoop>(
      new MediaLoop(std::move(options), std::move(made), recorder, events, logger));
}

MediaLoop::MediaLoop(Options options, Descriptors descriptors, Recorder& recorder,
                     MediaEvents& events, Logger& logger)
    : options_(std::move(options)),
      descriptors_(std::move(descriptors)),
      recorder_(recorder),
      events_(events),
      logger_(logger) {
  const itimerspec second = every(seconds(1));
  ::timerfd_settime(descriptors_.second.number(), 0, &second, nullptr);
  watch(descriptors_.wake.number(), wake_tag);
  watch(descriptors_.frame.number(), frame_tag);
  watch(descriptors_.second.number(), second_tag);
  thread_ = std::thread([this] { run(); });
}

MediaLoop::~MediaLoop() {
  stopping_.store(true);
  static_cast<void>(::eventfd_write(descriptors_.wake.number(), 1));
  thread_.join();
}

void MediaLoop::post(Request request) {
  {
    const std::lock_guard lock(requests_mutex_);
    requests_.push_back(std::move(request));
  }
  static_cast<void>(::eventfd_write(descriptors_.wake.number(), 1));
}

std::size_t MediaLoop::waiting() {
  const std::lock_guard lock(requests_mutex_);
  return requests_.size();
}

bool MediaLoop::watch(int descriptor, std::uint64_t tag) const {
  epoll_event event{.events = EPOLLIN, .data = {.u64 = tag}};
  return ::epoll_ctl(descriptors_.epoll.number(), EPOLL_CTL_ADD, descriptor, &event) == 0;
}

void MediaLoop::run() {
  // Above all that computes on this machine; the lowest of its class, and refused without the
  // right.
  const sched_param lowest{.sched_priority = 1};
  static_cast<void>(::pthread_setschedparam(::pthread_self(), SCHED_RR, &lowest));
  std::array<epoll_event, events_max> events;
  while (!stopping_.load(std::memory_order_relaxed)) {
    const int count = ::epoll_wait(descriptors_.epoll.number(), events.data(), events_max, -1);
    const Time now = monotonic_now();
    bool asked = false;
    for (int i = 0; i < count; ++i) {
      const std::uint64_t tag = events[static_cast<std::size_t>(i)].data.u64;
      if (tag == wake_tag) {
        asked = true;
      } else if (tag == frame_tag) {
        each_frame();
      } else if (tag == second_tag) {
        each_second(now);
      } else if ((tag & rtcp_bit) != 0) {
        leg_of(tag)->receive_rtcp(buffer_, now);
      } else {
        leg_of(tag)->receive_rtp(buffer_, now);
      }
    }
    // Last: a leg that closes may still have an event in this batch.
    if (asked) carry_out_requests();
  }
  carry_out_requests();
  while (!legs_.empty()) close(*legs_.back());
}

void MediaLoop::each_frame() {
  const std::uint64_t expired = expirations(descriptors_.frame);
  const std::uint64_t due = std::min(expired, frames_late_max);
  const Time now = monotonic_now();
  if (expired > 0) {
    metrics_.frame_late.record(now - frame_due_);
    frame_due_ = frame_due_ + Duration{frame_duration.us * static_cast<std::int64_t>(expired)};
  }
  for (Leg* leg : hearing_) {
    for (std::uint64_t i = 0; i < due; ++i) leg->play(now);
  }
  for (auto& [contact, mix] : mixes_) {
    for (std::uint64_t i = 0; i < due; ++i) mix.play(now);
  }
  if (due > 0) {
    std::erase_if(hearing_, [](const Leg* leg) { return !leg->hears(); });
    set_frame_timer();
  }
}

void MediaLoop::each_second(Time now) {
  static_cast<void>(expirations(descriptors_.second));
  for (const auto& leg : legs_) {
    leg->report(now, options_.cname);
    const auto mark = leg->web() == nullptr ? leg->renewed_mark(now) : std::nullopt;
    if (mark) events_.on_mark(leg->id(), *mark);
    tell_path(*leg, now);
    if (leg->fell_silent(now, options_.media_lost_after)) events_.on_silence(leg->id());
  }
  recorder_.retry_ends();
  LegCounts counts = of_closed_;
  for (const auto& leg : legs_) counts = sum(counts, leg->counts());
  metrics_.set(counts);
}

void MediaLoop::tell_path(Leg& leg, Time now) {
  if (const auto mark = leg.renewed_web_mark()) events_.on_web_mark(leg.id(), *mark);
  if (const auto alive = leg.changed_path(now)) events_.on_path(leg.id(), *alive, "");
}

void MediaLoop::set_frame_timer() {
  const bool needed = !hearing_.empty() || !mixes_.empty();
  if (frame_timer_on_ == needed) return;
  frame_timer_on_ = needed;
  const itimerspec spec = frame_timer_on_ ? every(frame_duration) : itimerspec{};
  ::timerfd_settime(descriptors_.frame.number(), 0, &spec, nullptr);
  frame_due_ = monotonic_now() + frame_duration;
}

void MediaLoop::carry_out_requests() {
  eventfd_t ignored = 0;
  static_cast<void>(::eventfd_read(descriptors_.wake.number(), &ignored));
  {
    const std::lock_guard lock(requests_mutex_);
    taken_.swap(requests_);
  }
  for (Request& taken : taken_) {
    std::visit([this](auto& request) { this->carry_out(request); }, taken);
  }
  taken_.clear();
  std::erase_if(hearing_, [](const Leg* leg) { return !leg->hears(); });
  set_frame_timer();
}

void MediaLoop::carry_out(AddLeg& request) {
  const Leg* const leg = legs_.emplace_back(std::move(request.leg)).get();
  const UdpSocket* const rtcp = leg->rtcp();
  if (!watch(leg->rtp().descriptor(), tag_of(leg)) ||
      (rtcp != nullptr && !watch(rtcp->descriptor(), tag_of(leg) | rtcp_bit))) {
    logger_.error("media: epoll does not take the leg's sockets",
                  {{"leg", leg->id().value}, {"why", std::strerror(errno)}});
  }
}

void MediaLoop::carry_out(ConnectLeg& request) {
  request.leg->connect(request.target, monotonic_now());
}

void MediaLoop::on_dtls(DtlsStep step) { post(TakeDtls{std::move(step)}); }

void MediaLoop::carry_out(TakeDtls& request) {
  const auto at = std::find_if(legs_.begin(), legs_.end(), [&request](const auto& leg) {
    return leg->id() == request.step.leg;
  });
  if (at == legs_.end() || (*at)->web() == nullptr) return;
  (*at)->web()->take(request.step);
  if (!request.step.failed.empty()) {
    events_.on_path(request.step.leg, false, request.step.failed);
  } else if (request.step.keys) {
    tell_path(**at, monotonic_now());
  }
}

void MediaLoop::carry_out(RestartIce& request) {
  request.leg->web()->restart(std::move(request.ice));
}

void MediaLoop::carry_out(ResumeLatch& request) { request.leg->resume_latch(request.learnt); }

void MediaLoop::carry_out(BridgeLegs& request) { Leg::bridge(*request.a, *request.b); }

void MediaLoop::carry_out(UnbridgeLeg& request) { request.leg->unbridge(); }

void MediaLoop::carry_out(ConferLegs& request) {
  if (!request.members.empty()) mixes_[request.contact].set(request.members);
  const auto mix = mixes_.find(request.contact);
  if (mix != mixes_.end() && (request.members.empty() || mix->second.empty())) mixes_.erase(mix);
}

void MediaLoop::leave_mixes(const Leg& leg) {
  for (auto& [contact, mix] : mixes_) mix.leave(leg);
  std::erase_if(mixes_, [](const auto& of_contact) { return of_contact.second.empty(); });
}

void MediaLoop::carry_out(QuietLeg& request) {
  leave_mixes(*request.leg);
  request.leg->unbridge();
  request.leg->hear({});
  request.leg->end_record();
}

void MediaLoop::carry_out(HearPlayback& request) {
  Leg* const leg = request.leg;
  leg->hear(std::move(request.playback));
  const bool listed = std::find(hearing_.begin(), hearing_.end(), leg) != hearing_.end();
  if (leg->hears() && !listed) hearing_.push_back(leg);
}

void MediaLoop::carry_out(RecordLeg& request) {
  for (const auto& leg : legs_) {
    if (leg->recording() == request.recording && leg->side() == request.side) {
      leg->end_record();
    }
  }
  if (request.leg != nullptr) request.leg->record(recorder_, request.recording, request.side);
}

void MediaLoop::carry_out(EndRecording& request) {
  for (const auto& leg : legs_) {
    if (leg->recording() == request.recording) leg->end_record();
  }
  recorder_.end(request.recording, monotonic_now());
}

void MediaLoop::carry_out(CloseLeg& request) { close(*request.leg); }

void MediaLoop::close(Leg& leg) {
  leave_mixes(leg);
  leg.unbridge();
  std::erase(hearing_, &leg);
  const LegCounts& counts = leg.counts();
  of_closed_ = sum(of_closed_, counts);
  logger_.info("media: leg closed", {{"leg", leg.id().value},
                                     {"packets_in", counts.packets_in},
                                     {"packets_out", counts.packets_out},
                                     {"packets_refused", counts.packets_refused},
                                     {"packets_dropped", counts.packets_dropped}});
  // Closing a descriptor takes it out of epoll.
  std::erase_if(legs_, [&](const auto& kept) { return kept.get() == &leg; });
}

}  // namespace relevo::voice
