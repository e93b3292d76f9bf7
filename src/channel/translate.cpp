#include "channel/translate.h"

namespace relevo {

namespace {

static_assert(supervisors_max <= link::supervisors_max);

LegGone gone_of(link::LegEnd end) {
  switch (end) {
    case link::LegEnd::hung_up:
    case link::LegEnd::cancelled:
      return LegGone::hung_up;
    case link::LegEnd::declined:
    case link::LegEnd::busy:
      return LegGone::declined;
    case link::LegEnd::no_answer:
      return LegGone::no_answer;
    case link::LegEnd::unregistered:
    case link::LegEnd::unreachable:
    case link::LegEnd::refused:  // 404, 488 and the like: the device cannot, nobody said no.
      return LegGone::unreachable;
    case link::LegEnd::media_lost:
      return LegGone::network;
    case link::LegEnd::released:
      return LegGone::released;
    case link::LegEnd::unknown:
    case link::LegEnd::failed:
      return LegGone::us;
  }
  return LegGone::us;
}

link::Supervise heard_as(SuperviseMode mode) {
  switch (mode) {
    case SuperviseMode::off:
    case SuperviseMode::take_over:  // No supervision: theirs is the agent's leg then.
      return link::Supervise::none;
    case SuperviseMode::listen:
      return link::Supervise::listen;
    case SuperviseMode::whisper:
      return link::Supervise::whisper;
    case SuperviseMode::barge:
      return link::Supervise::barge;
  }
  return link::Supervise::none;
}

// Voice takes the ring time as a standing order for when the core is away; while it is there, the
// core's own deadline comes first.
constexpr Duration ring_grace = seconds(5);

}  // namespace

link::Desired desired_of(const Believed& believed) {
  link::Desired desired{
      .contact = believed.contact, .version = believed.version, .epoch = believed.epoch};
  if (!believed.live) return desired;
  for (const BelievedLeg& leg : believed.legs) {
    const bool customer = leg.agent.empty();
    desired.legs.push_back({.leg = leg.leg,
                            .role = customer ? link::Role::customer : link::Role::agent,
                            .goal = link::Goal::up,
                            .user = leg.agent,
                            .ring_for = customer ? Duration{} : leg.ring + ring_grace,
                            .caller_shown = customer ? Text<32>{} : believed.queue,
                            .answer = leg.answer});
  }
  for (const BelievedSupervisor& one : believed.supervisors) {
    desired.supervisors.push_back({.leg = one.leg, .user = one.user, .mode = heard_as(one.mode)});
  }
  if (believed.bridge.size >= 2) {
    desired.bridge_a = believed.bridge.items[0];
    desired.bridge_b = believed.bridge.items[1];
    if (believed.bridge.full()) desired.bridge_c = believed.bridge.items[2];
  }
  desired.hear = believed.waiting ? link::Hear::queue_music : link::Hear::hold_music;
  desired.greeting = believed.greeting;
  desired.music = believed.music;
  desired.record = believed.record;
  return desired;
}

Source source_of(NodeId node, std::uint64_t session, const link::Fact& fact) {
  return {.node = node, .session = session, .number = fact.number, .age = fact.age};
}

std::optional<Command> command_of(const link::FactBody& fact, const Source& source) {
  return std::visit(
      [&]<class F>(const F& f) -> std::optional<Command> {
        if constexpr (std::is_same_v<F, link::CallArrived>) {
          return std::nullopt;
        } else if constexpr (std::is_same_v<F, link::LegRinging>) {
          return SeeRinging{.source = source, .leg = f.leg};
        } else if constexpr (std::is_same_v<F, link::LegAnswered>) {
          return SeeAnswer{.source = source, .leg = f.leg};
        } else if constexpr (std::is_same_v<F, link::LegEnded>) {
          return SeeLegGone{.source = source, .leg = f.leg, .gone = gone_of(f.end)};
        } else if constexpr (std::is_same_v<F, link::LegHold>) {
          return SeeHold{.source = source, .leg = f.leg, .held = f.held};
        } else if constexpr (std::is_same_v<F, link::DevicesChanged>) {
          return SeeDevices{
              .source = source, .agent = f.user, .devices = f.devices, .pages = f.pages};
        } else if constexpr (std::is_same_v<F, link::RecordingStarted>) {
          return SeeRecordingStarted{.source = source, .contact = f.contact};
        } else {
          static_assert(std::is_same_v<F, link::RecordingEnded>);
          return SeeRecordingEnded{
              .source = source, .contact = f.contact, .length = f.length, .complete = f.complete};
        }
      },
      fact);
}

link::Refused refused_of(LegId leg, Reject reject, bool overloaded) {
  if (overloaded) {
    // Spread over 2 to 10 s, so that those who come back do not come all at once.
    const auto wait = static_cast<std::uint16_t>(2 + leg.value % 9);
    return {.leg = leg, .sip_status = 503, .retry_after_s = wait};
  }
  if (reject == Reject::number_unknown) return {.leg = leg, .sip_status = 404};
  if (reject == Reject::queue_full) return {.leg = leg, .sip_status = 486};
  // no_operation, and whatever else can only be our own state: come back later.
  return {.leg = leg, .sip_status = 480};
}

std::vector<FactsTaken> facts_taken_of(const Batch& batch) {
  std::vector<FactsTaken> taken;
  for (const Event& event : batch.events) {
    if (const auto* facts = std::get_if<FactsTaken>(&event)) taken.push_back(*facts);
  }
  return taken;
}

}  // namespace relevo
